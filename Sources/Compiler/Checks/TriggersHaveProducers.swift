import Diagnostics
import PipelineModel

/// Some pipeline writes each dataset that starts another one.
enum TriggersHaveProducers: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        let triggered = project.pipelines.filter { !$0.model.schedule.datasets.isEmpty }
        guard !triggered.isEmpty else { return }
        let written = Dictionary(
            project.pipelines.flatMap { $0.graph.tasks.flatMap(\.writes) }.map { ($0.uri, $0.name) },
            uniquingKeysWith: { first, _ in first })
        for pipeline in triggered {
            for dataset in pipeline.model.schedule.datasets where written[dataset.uri] == nil {
                report.add(
                    .noProducer,
                    "pipeline `\(pipeline.model.id)` is started by dataset `\(dataset.name)`, which no task writes",
                    at: pipeline.sources.schedule ?? pipeline.sources.pipeline,
                    fix: suggestion(for: dataset.name, among: written.values)
                        ?? "let the task that writes it say so, or suppress the warning if another system tells Airflow"
                )
            }
        }
    }
}

extension ScheduleModel {
    /// The datasets whose updates start a run, each once.
    var datasets: [DatasetModel] {
        switch self {
        case .datasets(let condition), .datasetsOrCron(let condition, _):
            var known: Set<String> = []
            return condition.datasets.filter { known.insert($0.uri).inserted }
        case .manual, .cron, .every, .continuous: return []
        }
    }
}

extension DatasetCondition {
    fileprivate var datasets: [DatasetModel] {
        switch self {
        case .updated(let dataset): [dataset]
        case .all(let parts), .any(let parts): parts.flatMap(\.datasets)
        }
    }
}
