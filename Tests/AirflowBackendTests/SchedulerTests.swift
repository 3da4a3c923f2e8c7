import DagDSL
import DagTesting
import Foundation
import PipelineModel
import TestSupport
import Testing

/// Runs that the scheduler of each Airflow starts by itself: at times, and by datasets.
///
/// Takes some ten seconds of CPU a version, for two dozen tasks.
@Suite(.slow) struct SchedulerTests {
    @Test(arguments: AirflowVersion.allCases)
    func `the timetables give the runs that DagTesting foresees, in zones whose clocks change`(
        _ version: AirflowVersion
    ) async throws {
        try await withTemporaryFolder { folder in
            let pipelines = SchedulerFixtures.calendar
            let compiled = try CompiledFixtures(pipelines, for: version)
            #expect(compiled.findings.isEmpty, "\(compiled.findings)")
            try compiled.write(to: folder)
            let airflow = try await RealAirflow(
                version, home: folder.appending(path: "home"), dags: folder.appending(path: "airflow/dags"))
            let found = try await airflow.windows(count: 30)
            #expect(found.count == pipelines.count)
            for pipeline in pipelines {
                let foreseen = try runs(of: pipeline, after: "2026-01-01", count: 30).map { run in
                    let window = run.window ?? run.fires..<run.fires
                    return "\(window.lowerBound) \(window.upperBound) \(run.fires)"
                }
                #expect(!foreseen.isEmpty && found[pipeline.id.description] == foreseen, "\(pipeline.id)")
            }
        }
    }

    @Test(arguments: AirflowVersion.allCases)
    func `windows are those that DagTesting foresees, and datasets start the pipelines behind them`(
        _ version: AirflowVersion
    ) async throws {
        try await withTemporaryFolder { folder in
            let compiled = try CompiledFixtures(
                SchedulerFixtures.windows + SchedulerFixtures.starting.map(\.pipeline), for: version)
            #expect(compiled.findings.isEmpty, "\(compiled.findings)")
            try compiled.write(to: folder)
            let notes = folder.appending(path: "notes.txt")
            try Data().write(to: notes)
            let airflow = try await RealAirflow(
                version, home: folder.appending(path: "home"), dags: folder.appending(path: "airflow/dags"),
                variables: [
                    "NOTES": notes.path,
                    "AIRFLOW_CONN_DATABASE": #"{"conn_type": "sqlite", "host": "\#(folder.path)/database.sqlite"}"#,
                ])
            let foreseen = try SchedulerFixtures.windows.map { pipeline in
                (pipeline, try runs(of: pipeline, after: "2026-01-01", count: 99))
            }
            var expected = foreseen.reduce(into: [:]) { $0[$1.0.id.description] = $1.1.count }
            for (pipeline, runs) in SchedulerFixtures.starting { expected[pipeline.id.description] = runs }

            let found = try await airflow.schedule(expecting: expected)
            let counts = found.reduce(into: [:]) { $0[$1.dag, default: 0] += 1 }
            #expect(counts == expected.filter { $0.value > 0 })
            let seen = try String(contentsOf: notes, encoding: .utf8).replacing("+00:00", with: "Z")
                .split(separator: "\n").map(String.init)
            for (pipeline, runs) in foreseen { expect(runs, of: pipeline.id.description, in: found, seen: seen) }
            expectStarts(in: found)
            expectTries(in: found)
        }
    }

    /// The database and the tasks must know the same windows; a run about a moment has an empty one.
    private func expect(_ foreseen: [ScheduledRun], of dag: String, in found: [RealAirflow.Run], seen: [String]) {
        let windows = foreseen.map { run in
            let window = run.window ?? run.fires..<run.fires
            return "\(dag) \(window.lowerBound) \(window.upperBound)"
        }
        #expect(!windows.isEmpty)
        let stored = found.filter { $0.dag == dag }.map { "\(dag) \($0.start ?? "") \($0.end ?? "")" }
        #expect(stored == windows)
        #expect(seen.filter { $0.hasPrefix("\(dag) ") } == windows)
    }

    private func expectStarts(in found: [RealAirflow.Run]) {
        for dag in ["on_both", "on_either", "on_report"] {
            let runs = found.filter { $0.dag == dag }
            #expect(runs.allSatisfy { $0.kind == "dataset_triggered" || $0.kind == "asset_triggered" })
            #expect(runs.map(\.state) == ["success"])
        }
        let both = found.filter { $0.dag == "on_report_or_daily" }
        #expect(both.filter { $0.kind == "scheduled" }.count == 1 && both.allSatisfy { $0.state == "success" })
    }

    /// A try that failed is repeated, and the end of a run is what its tasks say.
    private func expectTries(in found: [RealAirflow.Run]) {
        let run = found.first { $0.dag == "failing" }
        #expect(run?.state == "failed")
        let states = run?.tasks.mapValues(\.state) ?? [:]
        #expect(
            states.filter { $0.key != "watcher" } == [
                "flaky": "success", "broken": "failed", "stopped": "upstream_failed", "report": "success",
                "create": "success", "use": "failed", "destroy": "success",
            ])
        let tries = run?.tasks.mapValues(\.tries) ?? [:]
        #expect(tries["flaky"] == 2 && tries["broken"] == 2, "\(tries)")
    }
}
