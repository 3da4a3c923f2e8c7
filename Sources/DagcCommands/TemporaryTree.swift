import Foundation
import Workspace

/// What a compilation would write, in a folder of its own that lives as long as a closure runs.
enum TemporaryTree {
    /// - Parameter body: is given the tree, and the folder around it for what else is needed.
    static func with<Value>(
        _ artifacts: ArtifactSet, _ body: (_ tree: URL, _ folder: URL) async throws -> Value
    ) async throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: "dagc-\(UUID().uuidString)")
        defer { remove(folder) }
        let tree = folder.appending(path: "tree")
        let output = OutputFolder(tree.path)
        let plan = OutputPlan(artifacts, onto: try output.state(for: artifacts))
        try OutputWriter.apply(plan, to: output)
        return try await body(tree, folder)
    }

    private static func remove(_ folder: URL) {
        do { try FileManager.default.removeItem(at: folder) } catch {
            // The system clears its temporary folder; a leftover changes no result.
        }
    }
}
