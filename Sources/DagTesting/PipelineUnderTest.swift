import Compiler
import DagDSL
import Diagnostics
import PipelineModel

/// A pipeline without the platform around it: only what it says about itself is looked at.
struct PipelineUnderTest {
    let model: PipelineModel
    let graph: TaskGraph

    /// The first day that a pipeline without a start of its own gets; no test sees it.
    private static let start = Day(2000, 1, 1)

    init(_ pipeline: some Pipeline) throws(PipelineMistakes) {
        let entry = CatalogEntry(pipeline, source: "", path: "", line: 0)
        var report = DiagnosticReport()
        model = PipelineLowering.lower(entry, defaultStart: Self.start, into: &report).model
        guard !report.hasErrors else { throw PipelineMistakes(report.sorted) }
        graph = TaskGraph(model.root)
        if let cycle = graph.shortestCycle() {
            let path = cycle.map { graph.tasks[$0].path }.joined(separator: " >>> ")
            throw PipelineMistakes("the tasks wait for each other: \(path)")
        }
    }
}

/// What is wrong with a pipeline, so that nothing can be said about it.
public struct PipelineMistakes: Error, CustomStringConvertible, Sendable {
    /// One block for each mistake, as the compiler of pipelines writes it.
    public let description: String

    init(_ diagnostics: [Diagnostic]) {
        description = TextRenderer(root: "") { _ in nil }.render(diagnostics)
    }

    init(_ sentence: String) {
        description = sentence
    }
}
