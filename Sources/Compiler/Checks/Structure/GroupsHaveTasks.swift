import Diagnostics
import PipelineModel

/// Every group holds a task, so that edges to it lead somewhere.
enum GroupsHaveTasks: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        // A task that two groups claim stands in one of them, and the other is empty for that reason alone.
        guard !report.diagnostics.contains(where: { $0.code == .placedInTwoGroups }) else { return }
        for pipeline in project.pipelines {
            for path in pipeline.sources.groups.keys.sorted() {
                guard pipeline.graph.members(ofGroup: path)?.isEmpty ?? false else { continue }
                report.add(
                    .emptyGroup, "group `\(path)` has no task", at: pipeline.sources.location(ofTask: path),
                    fix: "place a task in it, or take it out of the flow")
            }
        }
    }
}
