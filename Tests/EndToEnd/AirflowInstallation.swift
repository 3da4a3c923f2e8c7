import Foundation
import TestSupport

/// An Airflow 3.x with a home and a SQLite metadata database of its own, and real engines within its tasks' reach.
struct AirflowInstallation: Sendable {
    /// What a DagBag reads in a folder.
    struct Listing: Decodable, Sendable {
        struct Dag: Decodable, Sendable {
            let file: String
            /// Airflow's own hash of the serialised DAG: another hash is another version.
            let hash: String
            /// The ids of the tasks directly upstream, by task.
            let tasks: [String: [String]]
        }

        let importErrors: [String: String]
        let warnings: [String]
        let dags: [String: Dag]

        enum CodingKeys: String, CodingKey {
            case importErrors = "import_errors"
            case warnings, dags
        }
    }

    /// The latest run of a DAG: states in Airflow's words, and the JSON text of what each task returned.
    struct Run: Decodable, Sendable {
        let state: String
        let tasks: [String: String]
        let xcoms: [String: String]

        /// What a task returned, or nil when it returned nothing.
        func returned<Value: Decodable>(by task: String, as type: Value.Type = Value.self) throws -> Value? {
            try xcoms[task].map { try JSONDecoder().decode(type, from: Data($0.utf8)) }
        }
    }

    let dagsFolder: URL
    private let environment: [String: String]

    /// Makes the home and the database. Takes about 5 s of CPU.
    ///
    /// - Parameters:
    ///   - home: a folder that is created here.
    ///   - dagsFolder: what Airflow reads; may lead through the symlink that a sync publishes.
    ///   - variables: the environment of the tasks, beyond what the engines need.
    init(home: URL, dagsFolder: URL, variables: [String: String] = [:]) async throws {
        self.dagsFolder = dagsFolder
        environment = Self.environment(home: home, dagsFolder: dagsFolder).merging(variables) { _, given in given }
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        try await airflow("db", "migrate").succeed()
    }

    private init(dagsFolder: URL, environment: [String: String]) {
        self.dagsFolder = dagsFolder
        self.environment = environment
    }

    /// The same installation, whose tasks get other variables.
    func with(_ variables: [String: String]) -> AirflowInstallation {
        AirflowInstallation(
            dagsFolder: dagsFolder, environment: environment.merging(variables) { _, given in given })
    }

    /// Reads the DAGs folder as Airflow's DAG processor does.
    func listing() async throws -> Listing {
        try await inspect("dags", dagsFolder.path)
    }

    /// Runs every task of a DAG in the foreground, for the data interval that ends at `date` (ISO 8601).
    ///
    /// The status is 0 when the run succeeded; the output is the log of all tasks.
    @discardableResult
    func test(dag: String, date: String) async throws -> Command.Result {
        try await airflow("dags", "test", dag, date).run()
    }

    /// What the metadata database says about the latest run of a DAG.
    func latestRun(of dag: String) async throws -> Run {
        try await inspect("run", dag)
    }

    private func airflow(_ arguments: String...) throws -> Command {
        let program = try PythonEnvironment.airflow3.program("airflow")
        return Command(program: program, arguments: arguments, environment: environment)
    }

    private func inspect<Value: Decodable>(_ arguments: String...) async throws -> Value {
        let script = TestEnvironment.endToEnd.appending(path: "Python/inspect_airflow.py").path
        let python = try PythonEnvironment.airflow3.program("python")
        let command = Command(program: python, arguments: [script] + arguments, environment: environment)
        let result = try await command.succeed()
        return try JSONDecoder().decode(Value.self, from: Data(result.lastLine.utf8))
    }

    private static func environment(home: URL, dagsFolder: URL) -> [String: String] {
        let airflow = [
            "AIRFLOW_HOME": home.path,
            "AIRFLOW__CORE__DAGS_FOLDER": dagsFolder.path,
            // As `airflow.env` says where the path of the tree is known when the pipelines are compiled.
            "AIRFLOW__CORE__PLUGINS_FOLDER": dagsFolder.appending(path: "orders_python/plugins").path,
            "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
            "AIRFLOW__USAGE_DATA_COLLECTION__ENABLED": "False",
            // Without this connection the Spark operator silently submits to YARN.
            "AIRFLOW_CONN_SPARK_DEFAULT": #"{"conn_type": "spark", "host": "local[2]"}"#,
            // Airflow leaves a Python cache beside the DAG files, which a published tree must not get.
            "PYTHONPYCACHEPREFIX": home.appending(path: "pycache").path,
        ]
        return TestEnvironment.engines(home: home).merging(airflow) { _, own in own }
    }
}
