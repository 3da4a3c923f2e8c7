import AirflowBackend
import Foundation

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

    let dags: URL
    private let installation: String
    private let environment: [String: String]

    init(_ version: AirflowVersion, home: URL, dags: URL, variables: [String: String] = [:]) async throws {
        self.dags = dags
        installation = version == .v2 ? "airflow2" : "airflow3"
        environment = [
            "AIRFLOW_HOME": home.path,
            "AIRFLOW__CORE__DAGS_FOLDER": dags.path,
            "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
            "PYTHONPYCACHEPREFIX": home.appending(path: "pycache").path,
        ].merging(variables) { _, given in given }
        let migration = try await program("airflow").run("db", "migrate")
        guard migration.status == 0 else { throw Failure(output: migration.output) }
    }

    struct Failure: Error, CustomStringConvertible {
        let output: String
        var description: String { String(output.suffix(4000)) }
    }

    /// Runs Airflow's command while the service of `Python/echo_server.py` is there.
    func runBesideEchoServer(_ arguments: [String]) async throws -> Program.Result {
        let server = Program.tests.appending(path: "Python/echo_server.py").path
        return try await program("python").run([server, program("airflow").url.path] + arguments, seconds: 400)
    }

    /// Runs Airflow's command, and answers every review that a run waits for.
    func run(_ arguments: [String], approving consents: Bool) async throws -> Program.Result {
        let script = Program.tests.appending(path: "Python/answering.py").path
        let words = [script, consents ? "yes" : "no", program("airflow").url.path] + arguments
        return try await program("python").run(words, seconds: 600)
    }

    /// Makes the run that updates of datasets have started, and runs it.
    func runUpdated(_ dag: String) async throws -> Program.Result {
        try await program("python").run(Program.tests.appending(path: "Python/run_updated.py").path, dag)
    }

    private func program(_ name: String) -> Program {
        var program = Program.of(installation, name)
        program.environment = environment
        return program
    }

    func read() async throws -> Reading {
        let script = Program.tests.appending(path: "Python/inspect_tasks.py").path
        let result = try await program("python").run(script, dags.path)
        guard result.status == 0 else { throw Failure(output: result.output) }
        return try JSONDecoder().decode(Reading.self, from: Data(result.lastLine.utf8))
    }
}
