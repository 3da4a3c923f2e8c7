import Diagnostics
import PipelineModel

/// Some pipeline writes each dataset that starts another one.
enum TriggersHaveProducers: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        let triggered = project.pipelines.filter { $0.model.schedule.condition != nil }
        guard !triggered.isEmpty else { return }
        let written = Dictionary(
            project.pipelines.flatMap { $0.graph.tasks.flatMap(\.writes) }.map { ($0.uri, $0.name) },
            uniquingKeysWith: { first, _ in first })
        let attached = Set(project.pipelines.flatMap { $0.graph.tasks.flatMap(\.aliases) })
        for pipeline in triggered {
            for alias in pipeline.model.schedule.condition?.aliases ?? [] where !attached.contains(alias) {
                report.add(
                    .noProducer, "pipeline `\(pipeline.model.id)` is started by alias `\(alias)`, which no task writes",
                    at: pipeline.sources.schedule ?? pipeline.sources.pipeline,
                    fix: suggestion(for: alias, among: attached)
                        ?? "let the task that attaches datasets to it say so with `.writes`")
            }
            for dataset in pipeline.model.schedule.datasets
            where written[dataset.uri] == nil && dataset.watchers.isEmpty {
                report.add(
                    .noProducer,
                    "pipeline `\(pipeline.model.id)` is started by dataset `\(dataset.name)`, which no task writes",
                    at: pipeline.sources.schedule ?? pipeline.sources.pipeline,
                    fix: "let the task that writes it say so, or suppress the warning if another system tells of it"
                )
            }
        }
    }
}
