import DagDSL
import Diagnostics
import Foundation
import PipelineModel
import TestSupport
import Testing

/// Retries as declared, held against what a real Airflow does.
@Suite struct RetryTests {
    @Test(.slow)
    func `each class of errors is tried as often as it says`() async throws {
        try await withTemporaryFolder { folder in
            let compiled = try CompiledFixtures([Retries()], for: .v3_3)
            #expect(compiled.findings.isEmpty, "\(compiled.findings)")
            try compiled.write(to: folder)
            let notes = folder.appending(path: "notes.txt")
            try Data().write(to: notes)
            let database = #"{"conn_type": "sqlite", "host": "\#(folder.path)/database.sqlite"}"#
            let airflow = try await RealAirflow(
                .v3_3, home: folder.appending(path: "home"), dags: folder.appending(path: "airflow/dags"),
                variables: ["NOTES": notes.path, "AIRFLOW_CONN_DATABASE": database])
            let reading = try await airflow.read()
            #expect(reading.errors == [:] && reading.warnings == [])

            let run = try await airflow.runBesideEchoServer(["dags", "test", "retries", "2026-11-19"])
            let lines = try String(contentsOf: notes, encoding: .utf8).split(separator: "\n").map(String.init)
            let tries = Dictionary(lines.map { ($0, 1) }, uniquingKeysWith: +)
            let expected = [
                "transient": 4, "resources": 3, "data": 2, "unknown": 1, "own_code": 4, "never": 1, "alike": 3,
                "ConnectionResetError": 4, "KeyError": 2, "ValueError": 1,
            ]
            #expect(tries == expected, "\(run.account.suffix(6000))")
            // Airflow's own check has no command that could leave a line.
            let checks = run.account.components(separatedBy: "select 1 = 0").count
            #expect(checks > 2, "\(run.account.suffix(6000))")
        }
    }

    @Test func `Airflow 2 is told that it cannot tell errors apart`() throws {
        let compiled = try CompiledFixtures([Retries()], for: .v2_11)
        #expect(compiled.findings.map(\.code.id) == ["DAGC110"])
    }

    @Test(arguments: AirflowVersion.allCases)
    func `linear waits are never shorter than asked for, nor longer than the last`(
        _ version: AirflowVersion
    ) async throws {
        try await withTemporaryFolder { folder in
            let compiled = try CompiledFixtures([LinearRetries()], for: version)
            try compiled.write(to: folder)
            let airflow = try await RealAirflow(
                version, home: folder.appending(path: "home"), dags: folder.appending(path: "airflow/dags"))
            let tasks = try #require(try await airflow.read().dags["linear_retries"])
            let growth = version == .v2_11 ? "True" : "2.0"
            #expect(tasks["thrice"]?.arguments["retries"] == "3")
            #expect(tasks["thrice"]?.arguments["retry_delay"] == "datetime.timedelta(seconds=300)")
            #expect(tasks["thrice"]?.arguments["retry_exponential_backoff"] == growth)
            #expect(tasks["thrice"]?.arguments["max_retry_delay"] == "datetime.timedelta(seconds=900)")
            #expect(tasks["capped"]?.arguments["max_retry_delay"] == "datetime.timedelta(seconds=720)")
            #expect(tasks["once"]?.arguments["max_retry_delay"] == nil)
        }
    }

    @Test(arguments: AirflowVersion.allCases)
    func `a task's own waits take the growth of the defaults back`(_ version: AirflowVersion) async throws {
        try await withTemporaryFolder { folder in
            let compiled = try CompiledFixtures([GrowingRetries()], for: version)
            try compiled.write(to: folder)
            let airflow = try await RealAirflow(
                version, home: folder.appending(path: "home"), dags: folder.appending(path: "airflow/dags"))
            let tasks = try #require(try await airflow.read().dags["growing_retries"])
            #expect(tasks["inherited"]?.arguments["max_retry_delay"] == "datetime.timedelta(seconds=900)")
            for task in ["steady", "once"] {
                let growth = try #require(tasks[task]).arguments["retry_exponential_backoff"]
                #expect(growth == nil || growth == (version == .v2_11 ? "False" : "0"), "\(task)")
            }
        }
    }
}
