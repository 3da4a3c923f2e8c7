import DagDSL
import Foundation
import PipelineModel
import TestSupport
import Testing

/// What failures mean for a run, held against what a real Airflow makes of it.
@Suite(.slow) struct CriticalityTests {
    @Test(arguments: AirflowVersion.allCases)
    func `a run goes on, waits or stops as its tasks say`(_ version: AirflowVersion) async throws {
        try await withTemporaryFolder { folder in
            let compiled = try CompiledFixtures(
                [Degraded(), Blocked(), Reviewed(), Stopped(), Unstopped()], for: version)
            #expect(compiled.findings.isEmpty, "\(compiled.findings)")
            try compiled.write(to: folder)
            let notes = folder.appending(path: "notes.txt")
            let mail = #"{"conn_type": "smtp", "host": "127.0.0.1", "port": 1}"#
            let airflow = try await RealAirflow(
                version, home: folder.appending(path: "home"), dags: folder.appending(path: "airflow/dags"),
                variables: ["NOTES": notes.path, "AIRFLOW_CONN_MAIL": mail])
            let reading = try await airflow.read()
            #expect(reading.errors == [:] && reading.warnings == [])
            // Airflow learns from its database that a DAG stops at the first failure.
            _ = try await airflow.runBesideEchoServer(["dags", "reserialize"])

            func run(
                _ id: String, approving: Bool = false
            ) async throws -> (ran: [String], succeeded: Bool, log: String) {
                try Data().write(to: notes)
                let result = try await airflow.run(["dags", "test", id, "2026-11-19"], approving: approving)
                let ran = try String(contentsOf: notes, encoding: .utf8).split(separator: "\n").map(String.init)
                return (ran.sorted(), result.endsInSuccess, result.account)
            }

            let degraded = try await run("degraded")
            #expect(degraded.ran == ["apologise", "extract", "fancy", "prices", "publish", "weather"])
            #expect(degraded.succeeded, "\(degraded.log.suffix(4000))")
            #expect(degraded.log.contains("weather has failed: the run goes on without it"))

            let blocked = try await run("blocked")
            #expect(blocked.ran == ["extract"] && !blocked.succeeded, "\(blocked.log.suffix(4000))")

            let refused = try await run("reviewed")
            #expect(refused.ran == ["bad", "good", "load"] && !refused.succeeded, "\(refused.log.suffix(4000))")

            let approved = try await run("reviewed", approving: true)
            #expect(approved.ran == ["bad", "good", "load", "publish"], "\(approved.log.suffix(6000))")
            #expect(approved.succeeded, "\(approved.log.suffix(4000))")

            let stopped = try await run("stopped")
            #expect(!stopped.succeeded, "\(stopped.log.suffix(4000))")
            #expect(stopped.ran.contains("extract") && stopped.ran.contains("destroy"))
            #expect(Set(stopped.ran).isDisjoint(with: ["load", "second", "third", "use"]))

            let unstopped = try await run("unstopped")
            #expect(unstopped.ran == ["extract", "load"] && unstopped.succeeded, "\(unstopped.log.suffix(4000))")
        }
    }

    @Test(arguments: AirflowVersion.allCases)
    func `one failed instance of a mapped task, or of a mapped group, counts as the task says`(
        _ version: AirflowVersion
    ) async throws {
        try await withTemporaryFolder { folder in
            let compiled = try CompiledFixtures([Instances()], for: version)
            #expect(compiled.findings.isEmpty, "\(compiled.findings)")
            try compiled.write(to: folder)
            let notes = folder.appending(path: "notes.txt")
            let airflow = try await RealAirflow(
                version, home: folder.appending(path: "home"), dags: folder.appending(path: "airflow/dags"),
                variables: ["NOTES": notes.path])
            let reading = try await airflow.read()
            #expect(reading.errors == [:] && reading.warnings == [])
            _ = try await airflow.runBesideEchoServer(["dags", "reserialize"])

            let always: Set<String> = [
                "all eu", "all us", "checked eu", "checked us", "count north", "count south", "each eu", "each us",
                "ready", "ship north", "stock north", "stock south",
            ]
            for consents in [true, false] {
                try Data().write(to: notes)
                let run = try await airflow.run(["dags", "test", "instances", "2026-11-19"], approving: consents)
                var lines = try Set(
                    String(contentsOf: notes, encoding: .utf8).split(separator: "\n").map(String.init))
                let told = lines.filter { $0.hasPrefix("told ") }
                #expect(told.count == 1 && told.first?.contains("eu") == true, "\(told)")
                lines.subtract(told)
                let approved: Set<String> = consents ? ["published", "ship south", "shipped"] : []
                #expect(lines == always.union(approved), "\(consents): \(run.account.suffix(12000))")
                #expect(run.endsInSuccess == consents)
            }
        }
    }

    @Test(arguments: AirflowVersion.allCases)
    func `whoever hears of a critical failure hears of the first try`(_ version: AirflowVersion) async throws {
        try await withTemporaryFolder { folder in
            let compiled = try CompiledFixtures([Unstopped()], for: version)
            try compiled.write(to: folder)
            let airflow = try await RealAirflow(
                version, home: folder.appending(path: "home"), dags: folder.appending(path: "airflow/dags"))
            let tasks = try #require(try await airflow.read().dags["unstopped"])
            for (task, notifier) in [("extract", "SlackWebhookNotifier"), ("load", "SmtpNotifier")] {
                let arguments = try #require(tasks[task]).arguments
                for callback in ["on_failure_callback", "on_retry_callback"] {
                    let told = arguments[callback] ?? arguments["default_args"] ?? ""
                    #expect(told.contains(notifier), "\(callback) of \(task): \(arguments)")
                }
            }
        }
    }
}
