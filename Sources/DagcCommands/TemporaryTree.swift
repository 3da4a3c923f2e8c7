import Foundation
import Workspace

/// What a compilation would write, in a folder of its own that lives as long as a closure runs.
enum TemporaryTree {
    static func with<Value>(_ artifacts: ArtifactSet, _ body: (_ tree: URL) async throws -> Value) async throws -> Value
    {
        try await ScratchFolder.with { folder in
            let tree = folder.appending(path: "tree")
            let output = OutputFolder(tree.path)
            let plan = OutputPlan(artifacts, onto: try output.state(for: artifacts))
            try OutputWriter.apply(plan, to: output)
            return try await body(tree)
        }
    }
}
