import Compilation
import Compiler
import DagDSL
import Diagnostics
import Foundation
import PipelineModel
import TestSupport
import Testing
import Workspace

/// What no finding of an error stands against is a file that Airflow imports.
@Suite struct ImportTests {
    private static let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "import_trees.py")

    @Test("Both Airflows import whatever the fixtures and the corpus compile to", arguments: AirflowVersion.allCases)
    func imports(_ version: AirflowVersion) async throws {
        let installation: PythonEnvironment = version == .v2_11 ? .airflow2 : .airflow3
        let trees = Self.trees(for: version)
        #expect(trees.count > 60, "\(trees.count)")
        var imported = ImportedTrees(of: installation)
        let new = trees.filter { !imported.contains($0.files) }
        guard !new.isEmpty else { return }
        try await withTemporaryFolder { folder in
            for tree in new { try Self.write(tree.files, to: folder.appending(path: "trees/\(tree.name)")) }
            var python = try installation.python(Self.script, [folder.appending(path: "trees").path])
            python.environment.merge([
                "AIRFLOW_HOME": folder.appending(path: "home").path, "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
                "AIRFLOW__CORE__DAGBAG_IMPORT_TIMEOUT": "1000",
            ]) { _, own in own }
            let answer = try await python.run(deadline: .seconds(1_000))
            #expect(answer.status == 0, "\(answer.account.suffix(3_000))")
            let problems = try JSONDecoder().decode(
                [String: [String]].self, from: Foundation.Data(answer.lastLine.utf8))
            #expect(problems.count == new.count)
            for tree in new {
                let told = (problems[tree.name] ?? []).filter { !Self.isOfTheAuthor($0) }
                #expect(told.isEmpty, "\(tree.name)")
                if told.isEmpty { imported.insert(tree.files) }
            }
            try imported.save()
            print("import, \(version): \(new.count) of \(trees.count) trees imported")
        }
    }

    private typealias Tree = (name: String, files: [(path: String, bytes: [UInt8])])

    /// What each fixture, each defect that is but a warning, and each clean pipeline compiles to.
    private static func trees(for version: AirflowVersion) -> [Tree] {
        let fixtures = allFixtures.map { type -> (name: String, catalog: Catalog) in
            let fixture = type.init()
            return (
                "\(type)",
                Catalog(
                    project: fixture.project, pipelines: fixture.entries, streams: fixture.streams,
                    pythonFiles: FixtureProject.pythonFiles, dbtManifests: fixture.dbtManifests,
                    sqlFiles: FixtureProject.sqlFiles)
            )
        }
        let corpus = Defect.all.enumerated().map { (name: "defect_\($0)", entries: $1.entries) }
        let clean = CleanPipelines.all.map {
            (name: "clean_\($0.id)", entries: [CatalogEntry($0, #filePath)] + CleanPipelines.writers(for: $0))
        }
        let others = (corpus + clean).map {
            (
                name: $0.name,
                catalog: Catalog(
                    project: FixtureProject(on: .v3_3), pipelines: $0.entries, pythonFiles: FixtureProject.pythonFiles,
                    sqlFiles: FixtureProject.sqlFiles)
            )
        }
        return (fixtures + others).compactMap { name, catalog in
            guard let files = Self.files(of: catalog, for: version) else { return nil }
            return (name, files)
        }
    }

    /// Nil where an error stands against it, or where it is for another orchestrator.
    private static func files(of catalog: Catalog, for version: AirflowVersion) -> [(path: String, bytes: [UInt8])]? {
        var environment = catalog.project.environments[0].model
        guard case .airflow(var airflow) = environment.orchestrator else { return nil }
        airflow.version = version
        environment.orchestrator = .airflow(airflow)
        let artifacts = Compilation.run(catalog, for: environment).artifacts?.artifacts ?? []
        let files = artifacts.filter { $0.path.text.hasPrefix("airflow/dags/") }.map { ($0.path.text, Array($0.bytes)) }
        return files.isEmpty ? nil : files
    }

    /// What lacks a package that only its author has, or a server that a fixture about such code asks while it is read.
    private static func isOfTheAuthor(_ problem: String) -> Bool {
        [
            "No module named 'acme", "No module named 'cosmos", "No module named 'airflow.providers.databricks'",
            "No module named 'airflow.providers.ssh'", "host='a.example.com'",
        ].contains(where: problem.contains)
    }

    private static func write(_ files: [(path: String, bytes: [UInt8])], to folder: URL) throws {
        for (path, bytes) in files {
            let file = folder.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Foundation.Data(bytes).write(to: file)
        }
    }
}

/// The trees that an installation has imported before: it would import the same bytes again.
private struct ImportedTrees {
    private let file: URL
    private var known: Set<String>

    /// Kept in the installation's own folder, and so forgotten when it is made anew.
    init(of installation: PythonEnvironment) {
        file = installation.folder.appending(path: "imported-trees")
        let text = FileManager.default.contents(atPath: file.path).map { String(decoding: $0, as: UTF8.self) } ?? ""
        known = Set(text.split(separator: "\n").map(String.init))
    }

    func contains(_ files: [(path: String, bytes: [UInt8])]) -> Bool { known.contains(Self.digest(files)) }

    mutating func insert(_ files: [(path: String, bytes: [UInt8])]) { known.insert(Self.digest(files)) }

    func save() throws {
        try Foundation.Data(known.sorted().joined(separator: "\n").utf8).write(to: file, options: .atomic)
    }

    /// FNV-1a, 64 bits: nobody makes up trees that have the same.
    private static func digest(_ files: [(path: String, bytes: [UInt8])]) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for (path, bytes) in files {
            for byte in Array(path.utf8) + [0] + bytes + [0] { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        }
        return String(hash, radix: 16)
    }
}
