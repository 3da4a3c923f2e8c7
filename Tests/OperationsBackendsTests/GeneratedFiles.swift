import Foundation
import TestSupport
import Testing

/// The files of the reference project as they are committed. `dagc compile --check` shows that they are what the compiler
/// writes, so what is read here is its output.
enum GeneratedFiles {
    static let folder = PackageFolder.root.appending(path: "generated")
    private static let scripts = PackageFolder.tests.appending(path: "OperationsBackendsTests/Python")

    static func files(below path: String, _ suffix: String) throws -> [URL] {
        let root = folder.appending(path: path)
        let found = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
        let files = (found?.allObjects as? [URL] ?? []).filter { $0.path.hasSuffix(suffix) }
        try #require(!files.isEmpty, "no \(suffix) below \(path)")
        return files.sorted { $0.path < $1.path }
    }

    /// Runs a program of the machine in a folder of the output.
    static func run(_ name: String, _ arguments: [String], in folder: URL = folder) async throws -> Command.Result {
        try await Command(named: name, arguments).run(in: folder, deadline: .seconds(7200))
    }

    /// Runs a script of `Python` with the Python that has a parser of PromQL.
    static func runScript(_ name: String, _ arguments: [String]) async throws -> Command.Result {
        try await PythonEnvironment.operations.python(scripts.appending(path: name), arguments)
            .run(in: folder, deadline: .seconds(7200))
    }

    /// The output folder in a place of its own, where a test may change it.
    static func withCopy<Value>(_ body: (URL) async throws -> Value) async throws -> Value {
        try await withTemporaryFolder { folder in
            let copy = folder.appending(path: "generated")
            // A link would be copied as a link, and a test would change what it leads to.
            try FileManager.default.copyItem(at: Self.folder.resolvingSymlinksInPath(), to: copy)
            return try await body(copy)
        }
    }
}
