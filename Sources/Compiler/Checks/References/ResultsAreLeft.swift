import Diagnostics
import PipelineModel

/// Whose result is used leaves one.
enum ResultsAreLeft: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            let silent = Set(pipeline.tasks.filter { !$0.facts.leavesResult }.map { $0.path })
            guard !silent.isEmpty else { continue }
            for task in pipeline.tasks {
                guard let used = task.usedResults.first(where: silent.contains) else { continue }
                report.add(
                    .noResult, "task `\(task.path)` uses the result of `\(used)`, which leaves none", at: task.location,
                    notes: [.init("`\(used)` is declared here", at: pipeline.sources.location(ofTask: used))],
                    fix: "use a task that leaves a result, such as a query or a Python function")
            }
            let told = pipeline.allNotifications.compactMap(\.text).flatMap(\.allParts).compactMap(\.result)
            if let used = told.first(where: silent.contains) {
                report.add(
                    .noResult,
                    "a notification of pipeline `\(pipeline.model.id)` tells the result of `\(used)`, which "
                        + "leaves none",
                    at: pipeline.sources.location(of: "notifications"), fix: "tell the result of another task, or none")
            }
        }
    }
}

extension CheckContext.Task {
    /// In texts, as values and as lists that it goes through.
    var usedResults: [String] {
        parts.compactMap(\.result) + facts.inputs.flatMap(\.value.results)
            + (model.mapping?.items.results ?? [])
            + (model.groupItems?.results ?? [])
    }
}

extension RuntimeText.Part {
    /// The task whose result it is.
    var result: String? {
        if case .result(let task, _) = self { task.path } else { nil }
    }
}
