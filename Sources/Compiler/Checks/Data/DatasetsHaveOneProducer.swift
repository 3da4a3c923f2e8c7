import Diagnostics
import PipelineModel

/// At most one pipeline writes a dataset.
enum DatasetsHaveOneProducer: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        var producers: [String: (pipeline: String, task: String, place: SourceLocation)] = [:]
        for pipeline in project.pipelines {
            for task in pipeline.tasks {
                let place = task.location
                for dataset in task.writes {
                    guard let first = producers[dataset.uri] else {
                        producers[dataset.uri] = (pipeline.model.id, task.path, place)
                        continue
                    }
                    guard first.pipeline != pipeline.model.id else { continue }
                    report.add(
                        .producedTwice,
                        "task `\(task.path)` writes dataset `\(dataset.name)`, which pipeline `\(first.pipeline)` writes too",
                        at: place, notes: [.init("`\(first.task)` writes it here", at: first.place)],
                        fix: "let one pipeline write it, or give each its own dataset")
                }
            }
        }
    }
}
