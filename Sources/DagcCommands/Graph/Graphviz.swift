import Foundation
import System

/// Drawings laid out by Graphviz, whose `dot` is a program of its own.
enum Graphviz {
    /// SVG elements, one for each graph, in their order. All are laid out by one process.
    ///
    /// - Parameter graphs: in Graphviz's language.
    static func svg(of graphs: [String]) async throws(GraphvizError) -> [String] {
        guard !graphs.isEmpty else { return [] }
        var call = ProgramCall(
            program: "dot", arguments: ["-Tsvg"], directory: FileManager.default.currentDirectoryPath,
            input: Array(graphs.joined(separator: "\n").utf8), timeLimit: nil)
        call.errors = .apart
        call.outputLimit = .max
        let ended: ProgramCall.Result
        do { ended = try await call.runApart() } catch { throw .missing("\(error)") }
        guard ended.ending == .exit(0) else { throw .failed(ended.errors) }
        let parts = elements(in: ended.output)
        guard parts.count == graphs.count else { throw .failed("it drew \(parts.count) of \(graphs.count) graphs") }
        return parts
    }

    /// Without what stands around each element: the declaration of XML, the type and comments with the program's version.
    private static func elements(in output: String) -> [String] {
        var parts: [String] = []
        var rest = Substring(output)
        while let start = rest.range(of: "<svg "), let end = rest.range(of: "</svg>") {
            parts.append(String(rest[start.lowerBound..<end.upperBound]))
            rest = rest[end.upperBound...]
        }
        return parts
    }
}

/// Why there is no drawing.
enum GraphvizError: Error, CustomStringConvertible {
    case missing(String)
    case failed(String)

    var description: String {
        switch self {
        case .missing(let reason):
            "Graphviz's `dot`, which lays graphs out, cannot be started; on Debian `apt-get install graphviz` brings it "
                + "(\(reason))"
        case .failed(let words): "Graphviz could not lay the graphs out: \(words)"
        }
    }
}
