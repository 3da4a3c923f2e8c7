import Compiler
import PipelineModel

/// The list of all results of a mapped task, in texts.
///
/// Airflow 2 gives a sequence that fetches its items when they are asked for, and that a text would only name:
/// `LazyXComSelectSequence([2 items])`. Source: `airflow.utils.db.LazySelectSequence` of 2.11.
enum MappedResults {
    /// Nil when no text holds such a list.
    static func asLists(in pipeline: PipelineModel, _ graph: TaskGraph) -> PipelineModel? {
        let mapped = Set(graph.tasks.filter { $0.mapping != nil }.map(\.path))
        guard !mapped.isEmpty else { return nil }
        var copy = pipeline
        var isChanged = false
        func list(_ text: inout RuntimeText) {
            for index in text.parts.indices {
                guard case .result(let task) = text.parts[index], mapped.contains(task) else { continue }
                text.parts[index] = .filtered(.result(task: task), by: "list", [])
                isChanged = true
            }
        }
        copy.visitTexts(list)
        copy.visitNotifications(list)
        return isChanged ? copy : nil
    }
}
