import Compiler
import DagDSL
import Diagnostics
import Foundation
import PipelineModel
import TestSupport
import Testing

/// Schedules beyond cron, as the Airflow that they were compiled for understands them.
@Suite(.serialized, .slow) struct ScheduleTests {
    private static let from = "2026-03-30T00:00:00Z"

    @Test(arguments: AirflowVersion.allCases)
    func `days of calendars and own timetables start runs when the declaration says`(
        _ version: AirflowVersion
    ) async throws {
        try await withAirflow(Scheduled.everywhere, version) { airflow in
            let reading = try await airflow.read()
            #expect(reading.errors == [:] && reading.warnings == [])

            let times = try await airflow.ask(
                "fire_times.py", [airflow.dags.path, Self.from, "6"], as: [String: [String]].self)
            // Friday the 3rd and Monday the 6th are holidays, and on Saturday the 11th people work.
            #expect(
                times["trading_days"] == [
                    "2026-03-30T16:30:00+00:00", "2026-03-31T16:30:00+00:00", "2026-04-01T16:30:00+00:00",
                    "2026-04-02T16:30:00+00:00", "2026-04-07T16:30:00+00:00", "2026-04-08T16:30:00+00:00",
                ])
            #expect(times["third_trading_day"] == ["2026-04-07T06:00:00+00:00"])
            #expect(times["last_trading_day"] == ["2026-03-31T00:00:00+00:00"])
            #expect(times["fair"] == ["2026-09-02T08:00:00+00:00"])
            #expect(times["own_timetable"]?.prefix(2) == ["2026-03-30T00:00:00+00:00", "2026-04-01T00:00:00+00:00"])
            #expect(times["on_alias"] == [])
            // The last run covers the time from the end on.
            #expect(times["since_last_of_month"] == ["2026-03-31T00:00:00+00:00", "2026-04-30T00:00:00+00:00"])
            #expect(times["since_trading_day"] == times["trading_days"])
            for id in [
                "trading_days", "since_trading_day", "since_last_of_month", "third_trading_day", "last_trading_day",
                "fair",
            ] {
                #expect(times[id] == Self.planned(id), "\(id)")
            }
        }
    }

    /// What the compiler itself says of the same pipelines.
    private static func planned(_ id: String) -> [String] {
        let entries = Scheduled.everywhere.map { CatalogEntry($0, source: "fixture", path: #filePath, line: 1) }
        let (lowered, _) = ProjectLowering.lower(
            Catalog(project: KindsProject(), pipelines: entries), for: KindsProject().environments[0].model)
        guard let pipeline = lowered.model.pipelines.first(where: { $0.id == id }) else { return [] }
        let start = ISO8601DateFormatter().date(from: from)?.timeIntervalSince1970 ?? 0
        return PlannedRun.next(6, of: pipeline, after: UnixTime(Int(start) - 1)).map { run in
            let date = Date(timeIntervalSince1970: Double(run.fires.seconds))
            return date.formatted(.iso8601).replacing("Z", with: "+00:00")
        }
    }

    @Test(arguments: AirflowVersion.allCases)
    func `a dataset that a task attaches to an alias starts the pipelines that wait for the alias`(
        _ version: AirflowVersion
    ) async throws {
        try await withAirflow(Scheduled.everywhere, version) { airflow in
            let stored = try await airflow.run("dags", "reserialize")
            let written = try await airflow.run("dags", "test", "alias_writer", "2026-11-19")
            #expect(stored.status == 0 && written.status == 0, "\(written.account.suffix(4000))")
            // A dataset is found behind its alias when the files are read the next time.
            _ = try await airflow.run("dags", "reserialize")
            let again = try await airflow.run("dags", "test", "alias_writer", "2026-11-20")
            #expect(again.status == 0, "\(again.account.suffix(4000))")
            let runs = try await airflow.ask("asset_runs.py", as: [String: [String]].self)
            for dag in ["on_alias", "on_alias_or_orders"] { #expect(runs[dag]?.isEmpty == false, "\(dag): \(runs)") }
        }
    }

    @Test func `each partition that is written starts a run about it`() async throws {
        try await withAirflow(Scheduled.onAirflow3, .v3_3) { airflow in
            let reading = try await airflow.read()
            #expect(reading.errors == [:] && reading.warnings == [])
            let stored = try await airflow.run("dags", "reserialize")
            #expect(stored.status == 0, "\(stored.account.suffix(4000))")
            let written = try await airflow.run("dags", "test", "runtime_writer", "2026-11-19")
            #expect(written.status == 0, "\(written.account.suffix(4000))")
            let day = (0..<22).map { "hours=2026-03-02T\($0 < 10 ? "0" : "")\($0)" }
            let runs = try await airflow.ask(
                "asset_runs.py",
                [
                    "hours=2026-03-01T05", "hours=2026-03-01T06", "returns=eu", "orders=us", "returns=us",
                    "orders=world",
                    "totals=2026",
                ]
                    + day,
                as: [String: [String]].self)
            #expect(runs["per_hour"]?.prefix(3) == ["2026-03-01T05", "2026-03-01T06", "2026-03-02T00"])
            #expect(runs["per_day"] == ["2026-03-01", "2026-03-02"])
            // All hours of the second day but two are there.
            #expect(runs["per_whole_day"] == ["2026-03-02"])
            #expect(runs["per_named_region"] == ["eu", "us"])
            #expect(runs["per_region_at_runtime"] == ["eu", "us"])
            // A day has more hours than the limit.
            #expect(runs["per_day_of_month"] == nil)
            let hour = try #require(runs["hour_writer"]?.first)
            #expect(hour.count == 13 && hour.dropFirst(10).first == "T", "\(hour)")
        }
    }

    @Test func `partitions and watchers are refused for Airflow 2, with the alternative`() throws {
        let compiled = try CompiledFixtures(Scheduled.onAirflow3, for: .v2_11)
        #expect(Set(compiled.findings.map(\.code.id)) == ["DAGC110"])
        #expect(compiled.findings.count == Scheduled.onAirflow3.count)
        #expect(compiled.artifacts.isEmpty)
    }

    private func withAirflow(
        _ pipelines: [any Pipeline], _ version: AirflowVersion,
        _ body: (RealAirflow) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            let compiled = try CompiledFixtures(pipelines, for: version)
            #expect(compiled.findings.isEmpty, "\(compiled.findings)")
            try compiled.write(to: folder)
            let plugins = folder.appending(path: "home/plugins")
            try FileManager.default.createDirectory(at: plugins, withIntermediateDirectories: true)
            let timetables = airflowTests.appending(path: "Python/acme_timetables.py")
            try FileManager.default.copyItem(at: timetables, to: plugins.appending(path: "acme_timetables.py"))
            let airflow = try await RealAirflow(
                version, home: folder.appending(path: "home"), dags: folder.appending(path: "airflow/dags"),
                // Airflow keeps no news of datasets for a DAG that is paused.
                variables: ["AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "False"])
            try await body(airflow)
        }
    }
}
