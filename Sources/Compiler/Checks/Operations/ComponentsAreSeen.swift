import Diagnostics
import PipelineModel

/// Each component shows whether it lives.
enum ComponentsAreSeen: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for component in project.model.environment.operations?.components ?? [] {
            guard let problem = problem(of: component) else { continue }
            report.add(
                .unseenComponent, "component `\(component.name)` \(problem)", at: project.operations,
                fix: "say where its metrics are read: `.scraped(at: [\"\(component.name):9100\"])`")
        }
    }

    private static func problem(of component: ComponentModel) -> String? {
        switch component.liveness {
        case .scrape, .gauge, .heartbeat:
            component.scrape == nil && component.measuredBy == nil ? "has metrics that nobody reads" : nil
        case .unseen(let reason):
            component.runsAs != .external && reason == nil ? "shows by nothing whether it lives" : nil
        }
    }
}
