import DagDSL
import Diagnostics
import Foundation
import PipelineModel
import TestSupport
import Testing
import Workspace

/// Starts, deadlines and SQL files are what their author says, to the Airflow that reads them.
@Suite struct SayableTests {
    private struct Read: Decodable {
        let start: [String: String?]
        let sql: [String: String]
        let next: [String: String?]
    }

    @Test(arguments: AirflowVersion.allCases)
    func `starts, deadlines that call a function and files of SQL arrive`(_ version: AirflowVersion) async throws {
        try await withTemporaryFolder { folder in
            let pipelines = Sayable.everywhere + (version == .v3_3 ? [Sayable.withoutStart] : [])
            let compiled = try CompiledFixtures(pipelines, for: version)
            #expect(compiled.findings.isEmpty, "\(compiled.findings)")
            try compiled.write(to: folder)
            let notes = folder.appending(path: "notes.txt")
            try Data().write(to: notes)
            let airflow = try await RealAirflow(
                version, home: folder.appending(path: "home"), dags: folder.appending(path: "airflow/dags"),
                variables: ["NOTES": notes.path])
            let read = try await airflow.ask("inspect_sayable.py", [airflow.dags.path], as: Read.self)

            #expect(read.start["timed_start"] == "2026-02-01T05:30:00+00:00")
            #expect(read.start["by_hand"] == .some(nil))
            // The first window begins on the second day: that of the first has begun before the start.
            #expect(read.next["timed_start"] == "2026-02-03T04:00:00+00:00")
            if version == .v3_3 {
                #expect(read.start["without_start"] == .some(nil))
                #expect(
                    read.next["without_start"]?.map {
                        $0.hasSuffix("T04:00:00+00:00") || $0.hasSuffix("T03:00:00+00:00")
                    } == true)
            }
            for id in read.start.keys {
                #expect(
                    read.sql[id] == """
                        delete from orders where day = '2026-11-18';
                        insert into orders select * from landed where day = '2026-11-18';
                        """, "\(id)")
            }
            let told = try String(contentsOf: notes, encoding: .utf8)
            #expect(told == "missed late\n")
        }
    }

    @Test func `a schedule without a start is refused for Airflow 2`() throws {
        let compiled = try CompiledFixtures([Sayable.withoutStart], for: .v2_11)
        #expect(compiled.findings.map(\.code.id) == ["DAGC110"])
        #expect(compiled.findings.first?.message.contains("no start") == true)
    }

    @Test(
        arguments: [
            ("nobody", "does not define"), ("chosen", "not called with `context` alone"),
            ("awaited", "not called with `context` alone"),
        ])
    func `a deadline that calls a function which Airflow could not call is refused`(
        _ name: String, _ words: String
    ) throws {
        let late = Sayable(id: "late", deadline: Self.deadlines[name])
        let compiled = try CompiledFixtures([late], for: .v3_3)
        #expect(compiled.findings.map(\.code.id) == ["DAGC085"])
        #expect(compiled.findings.first?.message.contains(words) == true, "\(compiled.findings)")
    }

    @Test(
        arguments: [
            (Schedule.daily(at: "05:00", in: "UTC"), "DAGRUN_QUEUED_AT"), (.every(.hours(1)), "DAGRUN_QUEUED_AT"),
            (.manual(), "DAGRUN_QUEUED_AT"),
            (.onUpdate(of: .all(.dataset(SchedulerFixtures.orders))), "DAGRUN_QUEUED_AT"),
            (.daily(at: "05:00", in: "UTC", covering: .instant), "DAGRUN_LOGICAL_DATE"),
        ])
    func `a deadline is counted from where a run is scheduled, also where its logical date is another or none`(
        _ schedule: Schedule, _ reference: String
    ) throws {
        let late = Sayable(id: "late", schedule: schedule, deadline: Self.late)
        let compiled = try CompiledFixtures([late], for: .v3_3)
        let file = try #require(compiled.artifacts.first { $0.path.text == "airflow/dags/late.py" })
        #expect(String(decoding: file.bytes, as: UTF8.self).contains("reference=DeadlineReference.\(reference),"))
    }

    private static let late = Deadline.within(.hours(1), of: .scheduled, else: .function("missed", in: "callbacks.py"))

    private static let deadlines: [String: Deadline] = [
        "nobody": .within(.hours(1), of: .scheduled, else: .function("nobody", in: "callbacks.py")),
        "chosen": .within(.hours(1), of: .scheduled, else: .function("chosen", in: "callbacks.py")),
        "awaited": .within(.hours(1), of: .scheduled, else: .function("awaited", in: "callbacks.py")),
    ]
}
