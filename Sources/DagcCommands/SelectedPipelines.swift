import CommandLine
import Compiler
import PipelineModel

/// The pipelines that a command line names.
enum SelectedPipelines {
    static let positional = Positional("PIPELINE", isRequired: false, "its id; all pipelines when none is named")

    /// One pipeline, or all when `id` is nil.
    static func named(
        _ id: String?, in project: CheckedProject
    ) throws(UnknownPipeline) -> [(pipeline: PipelineModel, graph: TaskGraph)] {
        let all = zip(project.model.pipelines, project.graphs).map { (pipeline: $0, graph: $1) }
        guard let id else { return all }
        let selected = all.filter { $0.pipeline.id == id }
        guard !selected.isEmpty else { throw UnknownPipeline(id: id, known: all.map(\.pipeline.id)) }
        return selected
    }
}

/// A pipeline was named that the package does not have.
struct UnknownPipeline: Error, CustomStringConvertible {
    let id: String
    let known: [String]

    var description: String {
        if let near = closest(to: id, among: known) { return "there is no pipeline `\(id)`; did you mean `\(near)`?" }
        return "there is no pipeline `\(id)`; choose from \(known.map { "`\($0)`" }.joined(separator: ", "))"
    }
}
