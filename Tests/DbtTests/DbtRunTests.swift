import Compilation
import Compiler
import DagDSL
import Diagnostics
import Foundation
import PipelineModel
import TestSupport
import Testing
import Workspace

/// A project of thirty models with seeds, a snapshot, sources and tests, a task each, run by a real Airflow on DuckDB.
@Suite struct DbtRunTests {
    @Test("every model of a project is built by a task of its own, in its order", .slow)
    func buildsEveryModel() async throws {
        try await withDbtFolder { folder in
            let airflow = try await AirflowWithDbt(models: 30, in: folder)
            let tasks = airflow.tasks
            #expect(tasks.count > 30)
            let run = try await airflow.run()
            #expect(run.state == "success", "\(run)")
            #expect(Set(run.tasks.filter { $0.value == "success" }.keys) == tasks, "\(run)")
            // Every node was built in this one run, and nothing twice.
            let relations = try await airflow.query("select count(*) from information_schema.tables")
            let made = try airflow.workspace.relations()
            #expect(made > 25)
            #expect(relations == "\(made + AirflowWithDbt.sources.count)")
        }
    }

    @Test("a test of dbt that fails stops what depends on its model, and nothing else", .slow)
    func stopsAfterFailedTests() async throws {
        try await withDbtFolder { folder in
            let airflow = try await AirflowWithDbt(models: 30, in: folder)
            // A model of the last layer: its own test fails.
            try await airflow.execute("insert into orders values (null, 1)")
            let run = try await airflow.run()
            #expect(run.state == "failed", "\(run)")
            let failed = run.tasks.filter { $0.value == "failed" }.keys
            #expect(failed.contains { $0.contains("source_not_null_raw_orders_id") }, "\(run)")
            #expect(run.tasks.values.contains("upstream_failed"))
            #expect(run.tasks["shop.countries"] == "success", "\(run)")
        }
    }
}

/// A compiled project and an Airflow that runs it.
private struct AirflowWithDbt {
    static let sources = ["orders", "customers"]
    let workspace: DbtWorkspace
    let tasks: Set<String>
    private let folder: URL
    private var home: URL { folder.appending(path: "airflow") }
    private var tree: URL { folder.appending(path: "tree") }
    private var database: URL { folder.appending(path: "shop.duckdb") }

    init(models: Int, in folder: URL) async throws {
        self.folder = folder
        workspace = try await DbtWorkspace(models: models, in: folder)
        try await workspace.parse()
        let catalog = Shop.catalog([WholeShop()], try workspace.digest())
        let compiled = Compilation.run(catalog, for: Shop().environments[0].model)
        let artifacts = try #require(compiled.artifacts, "\(compiled.report.sorted)")
        let output = OutputFolder(folder.appending(path: "tree").path)
        try OutputWriter.apply(OutputPlan(artifacts, onto: try output.state(for: artifacts)), to: output)
        tasks = Set(try #require(compiled.project?.graphs.first).tasks.map(\.path))
        for source in Self.sources {
            try await execute("create table \(source) as select i as id, i * 10 as amount from range(1, 50) t(i)")
        }
        try await airflow("db", "migrate").succeed()
    }

    struct Run: Decodable {
        let state: String
        let tasks: [String: String]
    }

    /// Runs every task for a day.
    func run() async throws -> Run {
        _ = try await airflow("dags", "test", "whole_shop", "2026-11-19T02:00:00+00:00").run()
        let script = PackageFolder.tests.appending(path: "EndToEnd/Python/inspect_airflow.py")
        let found = Command(
            program: try PythonEnvironment.airflow3.program("python"), arguments: [script.path, "run", "whole_shop"],
            environment: environment)
        return try JSONDecoder().decode(Run.self, from: Data(try await found.succeed().lastLine.utf8))
    }

    func execute(_ sql: String) async throws { _ = try await query(sql) }

    /// The first cell of an answer.
    func query(_ sql: String) async throws -> String {
        let program = "import duckdb, sys; print(duckdb.connect(sys.argv[1]).execute(sys.argv[2]).fetchone()[0])"
        let asked = Command(
            program: try PythonEnvironment.data.program("python"), arguments: ["-c", program, database.path, sql],
            environment: ["PATH": "/usr/bin:/bin"])
        return try await asked.succeed().lastLine
    }

    private func airflow(_ arguments: String...) throws -> Command {
        Command(
            program: try PythonEnvironment.airflow3.program("airflow"), arguments: arguments, environment: environment)
    }

    private var environment: [String: String] {
        let programs = PythonEnvironment.data.folder.appending(path: "bin").path
        return [
            "PATH": "\(programs):/usr/bin:/bin", "HOME": folder.path, "LANG": "C.UTF-8",
            "AIRFLOW_HOME": home.path, "AIRFLOW__CORE__DAGS_FOLDER": tree.appending(path: "airflow/dags").path,
            "AIRFLOW__CORE__LOAD_EXAMPLES": "False", "AIRFLOW__USAGE_DATA_COLLECTION__ENABLED": "False",
            "AIRFLOW_VAR_DAG_TREE": tree.path, "AIRFLOW_VAR_DBT": folder.path,
            "AIRFLOW_VAR_WAREHOUSE": database.path, "WAREHOUSE": database.path,
        ]
    }
}

extension DbtWorkspace {
    /// How many tables and views dbt makes of the project.
    fileprivate func relations() throws -> Int {
        let file = folder.appending(path: "target/manifest.json")
        let manifest = try JSONDecoder().decode(Manifest.self, from: Data(contentsOf: file))
        return manifest.nodes.values.count { node in
            ["model", "seed", "snapshot"].contains(node.resource_type) && node.config.materialized != "ephemeral"
        }
    }

    private struct Manifest: Decodable {
        let nodes: [String: Node]
    }

    private struct Node: Decodable {
        let resource_type: String
        let config: Config
    }

    private struct Config: Decodable {
        let materialized: String?
    }
}
