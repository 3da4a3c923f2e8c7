import Foundation
import PipelineModel
import TestSupport

/// An installed Airflow of one version, with a home and a database of its own.
struct RealAirflow {
    /// What it makes of a folder of DAG files.
    struct Reading: Decodable {
        struct Task: Decodable {
            let `operator`: String
            let upstream: [String]
            /// Each as its Python text.
            let arguments: [String: String]
        }

        let errors: [String: String]
        let warnings: [String]
        let dags: [String: [String: Task]]
    }

    /// A run that the scheduler has started.
    struct Run: Decodable {
        struct Task: Decodable, Equatable {
            let state: String
            let tries: Int
        }

        let dag: String
        /// In Airflow's words, such as `scheduled`.
        let kind: String
        let state: String
        /// The bounds of the data window as `2026-03-29T01:00:00Z`, where the run has one.
        let start: String?
        let end: String?
        let tasks: [String: Task]
    }

    let dags: URL
    private let version: AirflowVersion
    private let installation: PythonEnvironment
    private let environment: [String: String]

    init(_ version: AirflowVersion, home: URL, dags: URL, variables: [String: String] = [:]) async throws {
        self.dags = dags
        self.version = version
        installation = version == .v2_11 ? .airflow2 : .airflow3
        environment = [
            "AIRFLOW_HOME": home.path,
            "AIRFLOW__CORE__DAGS_FOLDER": dags.path,
            "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
            // A busy machine reads a file in more than the 30 s of the default.
            "AIRFLOW__CORE__DAGBAG_IMPORT_TIMEOUT": "1000",
        ].merging(variables) { _, given in given }
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            at: try await MigratedDatabase.shared.path(of: installation), to: home.appending(path: "airflow.db"))
    }

    struct Failure: Error, CustomStringConvertible {
        let output: String
        var description: String { String(output.suffix(4000)) }
    }

    /// Runs Airflow's command while the service of `Python/echo_server.py` is there.
    func runBesideEchoServer(_ arguments: [String]) async throws -> Command.Result {
        let server = airflowTests.appending(path: "Python/echo_server.py").path
        return try await program("python").run([server, try program("airflow").program.path] + arguments)
    }

    /// Runs Airflow's command.
    func run(_ arguments: String...) async throws -> Command.Result {
        try await program("airflow").run(arguments)
    }

    /// Runs a script of `Python` and decodes its last line.
    func ask<Value: Decodable>(
        _ script: String, _ arguments: [String] = [], as type: Value.Type = Value.self
    ) async throws -> Value {
        let path = airflowTests.appending(path: "Python/\(script)").path
        let result = try await program("python").run([path] + arguments)
        guard result.status == 0 else { throw Failure(output: result.account) }
        return try JSONDecoder().decode(Value.self, from: Data(result.lastLine.utf8))
    }

    /// Runs a script of `Python`, whatever its status.
    func run(script: String, _ arguments: [String], deadline: Duration = Command.patience) async throws
        -> Command.Result
    {
        let path = airflowTests.appending(path: "Python/\(script)").path
        return try await program("python").run([path] + arguments, deadline: deadline)
    }

    /// Runs Airflow's command, and answers every review that a run waits for.
    func run(_ arguments: [String], approving consents: Bool) async throws -> Command.Result {
        let script = airflowTests.appending(path: "Python/answering.py").path
        let words = [script, consents ? "yes" : "no", try program("airflow").program.path] + arguments
        return try await program("python").run(words)
    }

    /// Makes the run that updates of datasets have started, and runs it.
    func runUpdated(_ dag: String) async throws -> Command.Result {
        try await program("python").run(airflowTests.appending(path: "Python/run_updated.py").path, dag)
    }

    private func program(_ name: String, _ arguments: [String] = []) throws -> Command {
        var command = try installation.command(name, arguments)
        command.environment.merge(environment) { _, own in own }
        return command
    }

    func read() async throws -> Reading {
        try await ask("inspect_tasks.py", [dags.path])
    }

    /// Lets the scheduler start and finish the runs of all DAGs until each has `expected` many.
    func schedule(expecting expected: [String: Int]) async throws -> [Run] {
        let python = airflowTests.appending(path: "Python")
        var program = try program("python")
        program.environment.merge([
            "PYTHONPATH": python.path,
            "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "False",
            "AIRFLOW__CORE__EXECUTOR": "one_task_executors.\(version == .v2_11 ? "Forking" : "Supervising")Executor",
            "AIRFLOW__CORE__EXECUTE_TASKS_NEW_PYTHON_INTERPRETER": "False",
            "AIRFLOW__SCHEDULER__STANDALONE_DAG_PROCESSOR": "True",
            "AIRFLOW__LOGGING__LOGGING_LEVEL": "WARNING",
        ]) { _, own in own }
        let counts = String(decoding: try JSONEncoder().encode(expected), as: UTF8.self)
        let script = python.appending(path: "run_scheduler.py").path
        let result = try await program.run(script, dags.path, counts, deadline: .seconds(3_000))
        guard result.status == 0 else { throw Failure(output: result.account) }
        return try JSONDecoder().decode([Run].self, from: Data(result.lastLine.utf8))
    }

    /// What people and other systems do while all components of Airflow 3 run, and what to wait for.
    struct Scene: Encodable {
        /// How many runs each DAG must have had.
        var runs: [String: Int]
        /// Those that somebody starts.
        var start: [String]
        /// Files that are left before, and those that are left once a task, by DAG and id, waits in the triggerer.
        var files: [String]
        var filesWhenDeferred: [String: String]
        /// What people answer, by task.
        var answers: [String: [String]]
        /// Parts of messages, and of the lines that tasks leave.
        var told: [String]
        var noted: [String]
    }

    /// What came of it.
    struct Play: Decodable {
        struct Run: Decodable, Equatable {
            let dag: String
            let kind: String
            let state: String
        }

        let runs: [Run]
        let messages: [String]
        /// Those that each task, by DAG and id, was seen in.
        let states: [String: [String]]
        /// What tasks that have failed, by DAG and id, have written last.
        let failures: [String: String]
        /// Of the components, when something that was waited for has not come.
        let logs: String
    }

    /// Runs all components of Airflow 3 until everything that is waited for has happened.
    func play(_ scene: Scene) async throws -> Play {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        return try await ask("play_live.py", [String(decoding: try encoder.encode(scene), as: UTF8.self)])
    }

    /// The first runs of each DAG as Airflow's timetables give them: from, to and start.
    func windows(count: Int) async throws -> [String: [String]] {
        try await ask("windows.py", [dags.path, "\(count)"])
    }

    /// The hash of each DAG as it is stored, by a Python that orders its sets by `seed`.
    func hashes(seed: Int) async throws -> [String: String] {
        var program = try program("python")
        program.environment["PYTHONHASHSEED"] = "\(seed)"
        let script = airflowTests.appending(path: "Python/dag_hashes.py")
        let result = try await program.run(script.path, dags.path)
        guard result.status == 0 else { throw Failure(output: result.account) }
        return try JSONDecoder().decode([String: String].self, from: Data(result.lastLine.utf8))
    }

    /// The attributes of DAGs, below `dag`, and of their tasks by id: each as its Python text.
    func settings() async throws -> [String: [String: [String: String]]] {
        try await ask("inspect_settings.py", [dags.path])
    }
}
