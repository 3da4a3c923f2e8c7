import Diagnostics
import PipelineModel

/// A run that goes on without a task goes on without its result, which nobody can be called with then.
enum ValuesOutliveFailures: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            var settled: Set<String> = []
            for task in pipeline.graph.tasks {
                if case .outcome(let outcome) = task.kind { settled.insert(outcome.task) }
            }
            guard !settled.isEmpty else { continue }
            for task in pipeline.graph.tasks {
                let lists = (task.mapping?.items.results ?? []) + (task.groupItems?.results ?? [])
                if let lost = lists.first(where: settled.contains) {
                    add(task.path, "is repeated for", lost, pipeline.sources, &report)
                } else if let lost = objects(of: task).flatMap(\.results).first(where: settled.contains) {
                    add(task.path, "is called with", lost, pipeline.sources, &report)
                }
            }
        }
    }

    /// In JSON a result stands as text.
    private static func objects(of task: TaskModel) -> [ValueModel] {
        task.kind.facts.inputs.filter { $0.form != .json }.map(\.value)
    }

    private static func add(
        _ task: String, _ use: String, _ lost: String, _ sources: SourceMap, _ report: inout DiagnosticReport
    ) {
        report.add(
            .lostValue, "task `\(task)` \(use) the result of `\(lost)`, without which the run goes on",
            at: sources.location(ofTask: task),
            fix: "put it into a text, `\\(.result(of: …))`, which says `None` when there is none; or let the task "
                + "succeed with an empty result in place of the criticality")
    }
}
