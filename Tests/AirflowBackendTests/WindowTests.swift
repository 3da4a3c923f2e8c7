import DagDSL
import DagTesting
import Foundation
import PipelineModel
import TestSupport
import Testing

/// Windows as tasks see them, on both versions.
@Suite(.slow) struct WindowTests {
    @Test(arguments: AirflowVersion.allCases)
    func `a run that an update starts is about the window that was written`(_ version: AirflowVersion) async throws {
        try await withTemporaryFolder { folder in
            let (airflow, notes) = try await airflow(version, [DailyWriter(), UpdateReader()], in: folder)
            for step in [
                ["dags", "reserialize"], ["dags", "unpause", "update_reader"],
                ["dags", "test", "daily_writer", "2026-11-19"],
            ] {
                let result = try await airflow.runBesideEchoServer(step)
                #expect(result.status == 0, "\(step): \(result.account.suffix(4000))")
            }
            let run = try await airflow.runUpdated("update_reader")
            let lines = try String(contentsOf: notes, encoding: .utf8).split(separator: "\n").map(String.init)
            let expected = [
                "2026-11-18T00:00:00+00:00 2026-11-19T00:00:00+00:00", "2026/11 2026-11-19T01",
            ]
            #expect(lines.sorted() == expected, "\(run.account.suffix(6000))")
        }
    }

    @Test(arguments: AirflowVersion.allCases)
    func `times are written in the form and the zone that were asked for`(_ version: AirflowVersion) async throws {
        try await withTemporaryFolder { folder in
            let (airflow, notes) = try await airflow(version, [MonthlyWindow()], in: folder)
            let run = try await airflow.runBesideEchoServer([
                "dags", "test", "monthly_window", "2026-11-01T00:00:00+01:00",
            ])
            let lines = try String(contentsOf: notes, encoding: .utf8).split(separator: "\n").map(String.init)
            #expect(
                lines.sorted() == ["date 2026-10 100%d 100%", "local 2026/10", "utc 2026/09 20261031"],
                "\(run.account.suffix(6000))")
        }
    }

    @Test(arguments: AirflowVersion.allCases)
    func `a run on a business day covers the time since the one before`(_ version: AirflowVersion) async throws {
        try await withTemporaryFolder { folder in
            let (airflow, notes) = try await airflow(version, [TradingWindow()], in: folder)
            let reading = try await airflow.read()
            #expect(reading.errors == [:] && reading.warnings == [])
            let foreseen = try runs(of: TradingWindow(), after: "2026-03-27T20:00:00Z", count: 4).map { run in
                "\(run.window?.lowerBound ?? run.fires) \(run.fires)".replacing("Z", with: "+00:00")
            }
            let days = [
                // Monday, after the weekend on which clocks change.
                "2026-03-30": [
                    "2026-03-27T17:30:00+00:00 2026-03-30T16:30:00+00:00", "eu 2026-03-27 2026-W13",
                    "local 2026-03-27 17", "told 1 task since 2026-03-27T17:30:00+00:00",
                ],
                // Tuesday, after Good Friday and Easter Monday.
                "2026-04-07": [
                    "2026-04-02T16:30:00+00:00 2026-04-07T16:30:00+00:00", "eu 2026-04-02 2026-W14",
                    "local 2026-04-02 16", "told 1 task since 2026-04-02T16:30:00+00:00",
                ],
            ]
            for (day, expected) in days.sorted(by: { $0.key < $1.key }) {
                try Data().write(to: notes)
                let run = try await airflow.runBesideEchoServer([
                    "dags", "test", "trading_window", "\(day)T18:30:00+02:00",
                ])
                let lines = try String(contentsOf: notes, encoding: .utf8).split(separator: "\n").map(String.init)
                // `dags test` of 3.3 cannot render what a DAG's own notifiers say; its DAG processor can.
                let ofTasks = lines.filter { !$0.hasPrefix("told 1 run") }
                #expect(ofTasks.sorted() == expected, "\(day): \(run.account.suffix(6000))")
                if version == .v2_11 { #expect(lines.count == expected.count + 1, "\(lines)") }
            }
            #expect(foreseen.first == days["2026-03-30"]?.first)
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
