import Compiler
import Diagnostics
import PipelineModel

/// A template that somebody wrote by hand asks for the window of a run where the schedule gives its runs one.
enum TemplatesHaveWindows: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            guard let lack = pipeline.model.schedule.windowLack else { continue }
            let users = pipeline.tasks.filter { task in
                let names = task.kind.templates.flatMap { JinjaTemplate($0).names }
                return names.contains { lack.isAsked(by: $0) }
            }
            guard let first = users.first else { continue }
            let others = users.count > 1 ? " and \(users.count - 1) more" : ""
            report.add(
                .noWindow,
                "a template of task `\(first.path)`\(others) asks for the window of the run, which \(lack.words)",
                at: pipeline.sources.schedule ?? pipeline.sources.pipeline, fix: lack.fix)
        }
    }
}

extension WindowLack {
    fileprivate func isAsked(by name: String) -> Bool {
        if TemplateNames.window.contains(name) { return true }
        return (self == .missing || self == .partitioned) && TemplateNames.date.contains(name)
    }
}
