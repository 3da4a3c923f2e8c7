import AirflowBackend
import DagDSL
import Foundation
import Testing

/// Windows as tasks see them, on both versions.
@Suite(.enabled(if: SlowTests.areWanted)) struct WindowTests {
    @Test(arguments: AirflowVersion.allCases)
    func `a run that an update starts is about the window that was written`(_ version: AirflowVersion) async throws {
        try await withFolder { folder in
            let (airflow, notes) = try await airflow(version, [DailyWriter(), UpdateReader()], in: folder)
            for step in [
                ["dags", "reserialize"], ["dags", "unpause", "update_reader"],
                ["dags", "test", "daily_writer", "2026-11-19"],
            ] {
                let result = try await airflow.runBesideEchoServer(step)
                #expect(result.status == 0, "\(step): \(result.output.suffix(4000))")
            }
            let run = try await airflow.runUpdated("update_reader")
            let lines = try String(contentsOf: notes, encoding: .utf8).split(separator: "\n").map(String.init)
            let expected = [
                "2026-11-18T00:00:00+00:00 2026-11-19T00:00:00+00:00", "2026/11 2026-11-19T01",
            ]
            #expect(lines.sorted() == expected, "\(run.output.suffix(6000))")
        }
    }

    @Test(arguments: AirflowVersion.allCases)
    func `times are written in the form and the zone that were asked for`(_ version: AirflowVersion) async throws {
        try await withFolder { folder in
            let (airflow, notes) = try await airflow(version, [MonthlyWindow()], in: folder)
            let run = try await airflow.runBesideEchoServer([
                "dags", "test", "monthly_window", "2026-11-01T00:00:00+01:00",
            ])
            let lines = try String(contentsOf: notes, encoding: .utf8).split(separator: "\n").map(String.init)
            #expect(
                lines.sorted() == ["date 2026-10 100%d 100%", "local 2026/10", "utc 2026/09 20261031"],
                "\(run.output.suffix(6000))")
        }
    }

    private func airflow(
        _ version: AirflowVersion, _ pipelines: [any Pipeline], in folder: URL
    ) async throws -> (RealAirflow, notes: URL) {
        let compiled = try CompiledFixtures(pipelines, for: version)
        #expect(compiled.findings.isEmpty, "\(compiled.findings)")
        try compiled.write(to: folder)
        let notes = folder.appending(path: "notes.txt")
        try Data().write(to: notes)
        let airflow = try await RealAirflow(
            version, home: folder.appending(path: "home"), dags: folder.appending(path: "airflow/dags"),
            variables: ["NOTES": notes.path])
        return (airflow, notes)
    }
}
