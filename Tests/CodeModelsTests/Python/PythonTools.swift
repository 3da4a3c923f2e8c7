import Foundation
import TestSupport

/// The real readers of generated Python: ruff and CPython.
enum PythonTools {
    /// Runs ruff with its own settings and no memory of earlier runs.
    static func ruff(_ arguments: String..., in folder: URL) async throws -> Command.Result {
        let words = [arguments[0], "--isolated", "--no-cache"] + arguments.dropFirst()
        return try await PythonEnvironment.ruff.command("ruff", words).run(in: folder)
    }

    /// Runs a script beside the tests with the Python that stands beside ruff, which has PyYAML.
    static func python(_ script: String, _ arguments: [String], in folder: URL) async throws -> Command.Result {
        let path = PackageFolder.tests.appending(path: "CodeModelsTests/\(script)")
        return try await PythonEnvironment.ruff.python(path, arguments).run(in: folder)
    }

    /// What `ruff format` would change in the files, as a diff; empty when nothing.
    static func formatDifference(in folder: URL) async throws -> String {
        let result = try await ruff("format", "--diff", ".", in: folder)
        return result.status == 0 ? "" : result.account
    }
}
