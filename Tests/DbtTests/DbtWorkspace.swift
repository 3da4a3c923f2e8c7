import Foundation
import TestSupport

@testable import SourceLists

/// A dbt project in a folder of its own, made by a script and parsed by dbt itself.
struct DbtWorkspace {
    let folder: URL

    /// Makes a project of so many models and some beside them.
    init(models: Int, in folder: URL) async throws {
        self.folder = folder
        _ = try await run(
            try PythonEnvironment.data.python(Self.script("make_project.py"), [folder.path, "\(models)"]))
    }

    /// What dbt itself selects, by its ids; it writes the manifest on the way.
    func listed(_ selections: [Selection]) async throws -> [[String]] {
        let file = folder.appending(path: "selections.json")
        try JSONEncoder().encode(selections).write(to: file)
        let output = try await run(
            try PythonEnvironment.data.python(Self.script("list_nodes.py"), [folder.path, file.path]))
        let last = output.split(separator: "\n").last.map(String.init) ?? ""
        return try JSONDecoder().decode([[String]].self, from: Data(last.utf8))
    }

    func parse() async throws {
        _ = try await run(
            try PythonEnvironment.data.command(
                "dbt", ["--quiet", "parse", "--project-dir", folder.path, "--profiles-dir", folder.path]))
    }

    /// What the build makes of the manifest.
    func digest() throws -> String {
        try DbtManifestDigest.text(ofManifestAt: folder.appending(path: "target/manifest.json").path)
    }

    struct Selection: Encodable {
        let select: [String]
        var exclude: [String] = []
    }

    private static func script(_ name: String) -> URL {
        PackageFolder.tests.appending(path: "DbtTests/Python/\(name)")
    }

    private func run(_ command: Command) async throws -> String {
        var own = command
        own.environment = [
            "DBT_SEND_ANONYMOUS_USAGE_STATS": "false", "HOME": folder.path, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8",
        ]
        return try await own.succeed().output
    }
}

/// A folder named `dbt` that lives as long as the closure runs.
func withDbtFolder<Value>(_ body: (URL) async throws -> Value) async throws -> Value {
    try await withTemporaryFolder { folder in
        let project = folder.appending(path: "dbt/shop")
        try FileManager.default.createDirectory(at: project, withIntermediateDirectories: true)
        return try await body(project)
    }
}
