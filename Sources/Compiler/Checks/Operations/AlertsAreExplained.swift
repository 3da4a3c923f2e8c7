import Diagnostics
import PipelineModel

/// Each alert says what to do.
enum AlertsAreExplained: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for alert in project.model.alerts where !alert.runbook.saysSomething {
            report.add(
                .alertWithoutRunbook, "`\(alert.name)` of \(alert.subject.words) has a runbook that says nothing",
                at: project.operations, fix: "say what it means, what waiting costs, and the steps to take")
        }
    }
}
