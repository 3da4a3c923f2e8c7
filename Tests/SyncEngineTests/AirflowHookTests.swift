import Foundation
import GitServers
import Glibc
import Network
import TestSupport
import Testing

@testable import SyncEngine

/// Against a real Airflow 3 with the timers that it has by default: it would list its DAG folder every five minutes.
@Suite("The Airflow hook", .serialized)
struct AirflowHookTests {
    /// What a loaded machine may need; less than Airflow would take without the hook.
    static let patience = Duration.seconds(200)

    let folder: TemporaryFolder
    let repository: ServedRepository
    let port: UInt16

    init() throws {
        folder = try TemporaryFolder()
        repository = try ServedRepository(in: folder)
        port = try ServerProcess.freePort()
    }

    var url: String { "http://127.0.0.1:\(port)" }

    /// Airflow's program with its own home, and nothing of the caller's environment.
    func airflow(_ words: String...) throws -> [String] {
        let package = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let program = "\(package)/.environments/airflow3/bin/airflow"
        guard access(program, X_OK) == 0 else {
            throw NeverHappened(description: "\(program) is missing: run Tests/run --environments-only")
        }
        let home = folder.file("home")
        let settings = [
            "AIRFLOW_HOME": home, "HOME": home, "PATH": "/usr/bin:/bin", "PYTHONPYCACHEPREFIX": "\(home)/bytecode",
            "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
            "AIRFLOW__CORE__DAGS_FOLDER": folder.file("root/current/airflow/dags"),
            "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": "sync:admin",
            "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": folder.file("passwords"),
            "AIRFLOW__API__SECRET_KEY": String(repeating: "k", count: 32),
            "AIRFLOW__API_AUTH__JWT_SECRET": String(repeating: "j", count: 64),
            "AIRFLOW__USAGE_DATA_COLLECTION__ENABLED": "False",
        ]
        return ["/usr/bin/env", "-i"] + settings.map { "\($0.key)=\($0.value)" } + [program] + words
    }

    struct Page: Decodable {
        struct Dag: Decodable {
            struct Tag: Decodable { let name: String }
            let dag_id: String
            let is_stale: Bool
            let tags: [Tag]
        }
        let dags: [Dag]
    }

    /// What Airflow's database has of a DAG: its one tag, `stale`, or nothing.
    func state(of dag: String, _ token: String) async throws -> String? {
        let request = HTTPRequest(
            .get, "\(url)/api/v2/dags?limit=100&exclude_stale=false", headers: ["Authorization": "Bearer \(token)"])
        let response = try await HTTPClient().send(request).requireSuccess()
        let page = try JSONDecoder().decode(Page.self, from: Data(response.body))
        return page.dags.first { $0.dag_id == dag }.map { $0.is_stale ? "stale" : $0.tags.first?.name ?? "" }
    }

    func login() async throws -> String {
        struct Answer: Decodable { let access_token: String }
        let request = HTTPRequest(
            .post, "\(url)/auth/token", headers: ["Content-Type": "application/json"],
            body: Array(#"{"username":"sync","password":"s3cret"}"#.utf8))
        let response = try await HTTPClient().send(request).requireSuccess()
        return try JSONDecoder().decode(Answer.self, from: Data(response.body)).access_token
    }

    static func dag(_ id: String, _ tag: String) -> String {
        """
        from airflow.providers.standard.operators.empty import EmptyOperator
        from airflow.sdk import DAG

        with DAG("\(id)", schedule=None, tags=["\(tag)"]):
            EmptyOperator(task_id="nothing")

        """
    }

    @Test("shows changed, new and removed DAGs at once, and says when Airflow does not let it")
    func realAirflow() async throws {
        try run("mkdir", folder.file("home"))
        try folder.write(#"{"sync": "s3cret"}"#, to: "passwords")
        let password = try folder.write("s3cret\n", to: "password")
        try repository.commit(["airflow/dags/first.py": Self.dag("first", "v1"), "other": "x"])
        let receiver = try await Receiver()
        let daemon = try Daemon(
            [
                "--repo", repository.path, "--ref", "main", "--root", folder.file("root"), "--link", "current",
                "--period", "1h", "--airflow-url", url, "--airflow-username", "sync", "--airflow-password-file",
                password, "--airflow-backoff", "500ms", "--alert-webhook-url-file",
                try folder.write(await receiver.url, to: "address"), "-v", "1",
            ], log: folder.file("log"))
        // Airflow is not there yet, which is worth an alert that names the hook.
        await receiver.wait(for: 1)
        #expect(await receiver.bodies[0].contains(#""condition":"hook-failing","event":"began""#))
        #expect(await receiver.bodies[0].contains("airflow: Airflow cannot be reached"))

        let migration = try BackgroundProcess(try airflow("db", "migrate"), log: folder.file("migration.log"))
        var status: Int32?
        try await until("the database is there", within: Self.patience) {
            status = migration.exitStatus()
            return status != nil
        }
        try #require(status == 0)
        let server = try BackgroundProcess(
            try airflow("api-server", "--host", "127.0.0.1", "--port", "\(port)", "--workers", "1"),
            log: folder.file("api-server.log"))
        let processor = try BackgroundProcess(try airflow("dag-processor"), log: folder.file("dag-processor.log"))
        defer {
            server.stop()
            processor.stop()
        }
        try await until("Airflow answers", within: Self.patience) {
            await ask(port, "/api/v2/version", HTTPClient())?.status == 200
        }
        try await until("the end of the alert") {
            await receiver.bodies.last?.contains(#""condition":"hook-failing","event":"recovered""#) == true
        }
        let token = try await login()
        try await until("the first DAG", within: Self.patience) { try await state(of: "first", token) == "v1" }

        try await shows("first", "v2", token, daemon, ["airflow/dags/first.py": Self.dag("first", "v2")])
        try await shows("second", "v1", token, daemon, ["airflow/dags/team/second.py": Self.dag("second", "v1")])
        try await shows("second", "stale", token, daemon, ["airflow/dags/team/second.py": nil])

        try folder.write("wr0ng\n", to: "password")
        try repository.commit(["airflow/dags/first.py": Self.dag("first", "v3")])
        daemon.send(SIGHUP)
        try await until("an alert that says whose fault it is") {
            await receiver.bodies.last?.contains("Airflow refuses /auth/token with status 401") == true
        }
        try folder.write("s3cret\n", to: "password")
        try await until("the end of this alert too") {
            await receiver.bodies.last?.contains(#""event":"recovered""#) == true
        }
        daemon.send(SIGTERM)
        #expect(await daemon.exitCode() == 0)
        let said = try daemon.output() + (await receiver.bodies.joined())
        #expect(!said.contains("s3cret") && !said.contains("wr0ng"))
        await receiver.stop()
    }

    /// Pushes, asks for a sync, and waits until Airflow's database shows it; prints how long that took.
    private func shows(
        _ dag: String, _ expected: String, _ token: String, _ daemon: Daemon, _ files: [String: String?]
    ) async throws {
        try repository.commit(files)
        let pushed = ContinuousClock.now
        daemon.send(SIGHUP)
        try await until("\(dag) is \(expected)", within: Self.patience) {
            try await state(of: dag, token) == expected
        }
        print("pushed to row, \(dag) \(expected): \(pushed.duration(to: .now))")
    }
}
