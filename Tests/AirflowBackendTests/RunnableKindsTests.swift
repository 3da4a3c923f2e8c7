import DagDSL
import Foundation
import PipelineModel
import TestSupport
import Testing

/// The kinds that need no cloud, run by the Airflow that they were compiled for.
///
/// The functions of `Fixtures/python` hold what they are given against what the pipeline says: text with every mark of
/// Jinja, shells and Python, rows, nested values, an answer of HTTP.
@Suite struct RunnableKindsTests {
    @Test(arguments: AirflowVersion.allCases)
    func `SQL, HTTP, Python, sensors, triggers and own kinds run and hand each other their results`(
        _ version: AirflowVersion
    ) async throws {
        try await withTemporaryFolder { folder in
            let compiled = try CompiledFixtures(
                [RunnableKinds(), RunnableUpstream(), RunnableDownstream(), Downstream()], for: version)
            #expect(compiled.findings.isEmpty)
            try compiled.write(to: folder)
            try Data("landed".utf8).write(to: folder.appending(path: "landed.txt"))
            let airflow = try await RealAirflow(
                version, home: folder.appending(path: "home"), dags: folder.appending(path: "airflow/dags"),
                variables: [
                    "AIRFLOW_CONN_DATABASE": #"{"conn_type": "sqlite", "host": "\#(folder.path)/database.sqlite"}"#,
                    "AIRFLOW_CONN_LANDING": #"{"conn_type": "fs", "extra": {"path": "\#(folder.path)"}}"#,
                    "AIRFLOW_VAR_GREETING": "hello",
                ])
            let steps = [
                ["dags", "reserialize"], ["dags", "test", "runnable_upstream", "2026-11-19"],
                ["dags", "test", "runnable_kinds", "2026-11-19"],
            ]
            for step in steps {
                let result = try await airflow.runBesideEchoServer(step)
                #expect(result.status == 0, "\(step): \(result.account.suffix(4000))")
            }
            let list = ["dags", "list-runs"] + (version == .v2_11 ? ["-d"] : []) + ["downstream"]
            let started = try await airflow.runBesideEchoServer(list)
            #expect(started.account.contains("2026-11-19T00:00:00"), "\(started.account)")
            let windows = try await airflow.ask("run_windows.py", ["runnable_downstream"], as: [String].self)
            #expect(windows == ["2026-11-18T00:00:00+00:00 2026-11-19T00:00:00+00:00"])
        }
    }
}
