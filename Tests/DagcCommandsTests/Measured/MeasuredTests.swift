import CodeModels
import Foundation
import TestSupport
import Testing

@testable import DagcCommands

/// The programs that read and fit what has run, in the Python that Tests/Environments describes.
@Suite struct MeasuredTests {
    private static let programs = PackageFolder.root.appending(path: "Sources/DagcCommands/Resources/Measured").path

    @Test func `95 of 100 projections of known courses hold the day that comes, and thin histories are refused`()
        async throws
    {
        let told = try await answer(of: "growth_histories.py", ["0", "100"])
        #expect(try #require(told["held"]?.amount) >= 95, "\(told.renderedJSON())")
        #expect(told["slopes"]?.amount == 100)
        #expect(told["thin"]?.string == "13 days, and 14 are needed to tell a trend")
        #expect(told["thin_projects"] == .int(0))
        // Three times as far as was seen, whatever is asked for.
        #expect(told["short_reach"] == .int(42))
    }

    @Test func `each of eight planted faults is named, alone, and a sound chain is called sound`() async throws {
        let told = try await answer(of: "planted.py", [])
        #expect(told["sound"] == .array([]))
        #expect(told["lead"]?.string == "All 3 pipelines that ran are sound.")
        #expect(told["nothing"] == .bool(false), "nothing that ran is nothing sound")
        #expect(
            told["faults"] == [
                "failing": ["failing build"], "stale": ["stale ingest"], "incomplete": ["incomplete ingest check"],
                "quality": ["quality ingest check"], "inconsistent": ["inconsistent build compare"],
                "late": ["late build load"], "bottleneck": ["bottleneck build transform"],
                "unmeasured": ["unmeasured ingest check"],
            ])
    }

    @Test func `planted bottlenecks are named, and so is the day on which a disk is full`() async throws {
        let told = try await answer(of: "planted.py", [])
        #expect(told["narrow in the sound"] == .array([]))
        #expect(
            told["narrow"] == [
                "pool of one": ["pool build transform"], "skewed key": ["skew build load"],
                "slow task": ["slow task build load"], "slower": ["slower build load"],
                "workers": ["workers serve refresh"],
            ])
        // 4,000 MiB and 100 more a day come to 10,240 on the 63rd day after 22 May.
        #expect(told["disk"] == [["kafka", "its volume", "2026-07-24"]])
        #expect(told["sizes"] == [["processors", "420m", "fits"], ["memory", "720Mi", "too little"]])
    }

    @Test func `an incident is told in order, with the change before it and what to do better`() async throws {
        let folder = try TemporaryFolder()
        let told = try await answer(of: "told_incident.py", [folder.file("")])
        let planted = try #require(told["planted"])
        let events = planted["data"]?["events"]?.elements ?? []
        #expect(
            events.map { "\($0["kind"]?.string ?? "") \($0["what"]?.string ?? "")" }.filter { !$0.hasPrefix("change") }
                == [
                    "published dag-sync", "down kafka", "alert PipelineFailed orders", "alert LagHigh kafka",
                    "alert LagHigh kafka", "alert LagHigh kafka",
                ], "neither what only waits to fire nor what always does")
        #expect(events.first?["what"] == planted["data"]?["cause"], "the last change before the first sign")
        #expect(events.first?["detail"]?.string == "Ada: orders: ask another broker")
        #expect(planted["sheet"]?["lead"]?.string?.hasSuffix("with kafka (down) and was over after 20 min.") == true)
        let advice = planted["sheet"]?["sections"]?.elements.last?["words"]?.elements ?? []
        let words = advice.compactMap { $0.elements.last?.string }
        #expect(
            words == [
                "LagHigh kafka came 3 times: smooth it, or let it wait longer.",
                "LagHigh kafka is no alert of this project: it has no page here.",
            ])
        #expect(told["quiet"]?["sheet"]?["lead"]?.string == "Nothing was wrong in this time.")
        #expect(told["silence"]?["data"]?["events"]?.elements.first?["detail"]?.string == "ada: we know")
        #expect(told["nobody"]?.string?.contains("hunter2") == false)
    }

    @Test(.slow, arguments: [PythonEnvironment.airflow3, .airflow2])
    func `a real Airflow says the same of its runs by its database and by its API`(
        _ airflow: PythonEnvironment
    ) async throws {
        let folder = try TemporaryFolder()
        let script = PackageFolder.root.appending(path: "Tests/DagcCommandsTests/Measured/observed_airflow.py")
        let ended = try await airflow.python(script, [Self.programs, folder.file("airflow")]).run()
        #expect(ended.status == 0, "\(ended.account)")
        let told = try JSONParser.parse(Array(ended.lastLine.utf8))
        for way in ["database", "api"] {
            let facts = told[way]?["pipelines"]?["measured"]
            #expect(facts?["runs"]?["count"] == .int(1), "\(way): \(ended.lastLine)")
            #expect(facts?["runs"]?["failed"] == .int(1))
            #expect(facts?["tasks"]?["broken"]?["failed"] == .int(1))
            let seconds = try #require(facts?["tasks"]?["quick"]?["seconds"]?["p50"]?.amount)
            #expect((2.0...120).contains(seconds), "\(seconds)")
            #expect(ObservedFile(try #require(told[way]))?.durations["measured"]?["quick"] != nil)
        }
        #expect(!ended.lastLine.contains("hunter2"))
    }

    @Test func `durations are read from a file of what has run, too`() throws {
        let folder = try TemporaryFolder()
        let text = """
            {"observed": 1, "pipelines": {"orders": {"tasks": {
            "load": {"seconds": {"p50": 90.2, "mean": 100}, "rows": {"mean": 2000}, "bytes": {"mean": 10.4}},
            "never": {"failed": 3}}}}}
            """
        let file = try folder.write(text, to: "observed.json")
        #expect(try DurationsFile.read("\(file)") == ["orders": ["load": 91]])
        let observed = try ObservedFile.read("\(file)")
        #expect(observed.rows == ["orders": 2000])
        #expect(observed.bytes == ["orders": ["load": 10]])
        #expect(throws: ObservedFileError.self) {
            try ObservedFile.read("\(folder.write("{\"orders\": {}}", to: "other.json"))")
        }
    }

    @Test func `a page of tables takes names of users as text and asks no network for anything`() {
        let sheet = ReportSheet(
            title: "Costs", subject: "<b>shop</b>", lead: "A & B", facts: [("One", "\"1\"")],
            sections: [
                ReportSheet.Section(
                    title: "</h2>",
                    table: ReportSheet.Table(columns: ["A", "B"], numeric: [1], rows: [["<script>", "1.00"]]),
                    chart: ReportSheet.Chart(
                        unit: "rows", past: [(1, 1), (2, 2)], future: [(3, 3, 2, 4)], limit: 3.5),
                    words: [("warning", "late")])
            ])
        let page = SheetPage.html(sheet)
        #expect(
            page.contains("&lt;b&gt;shop&lt;/b&gt;") && page.contains("&lt;script&gt;") && page.contains("A &amp; B"))
        #expect(!page.contains("http://") && !page.contains("https://") && page.contains("default-src 'none'"))
        #expect(page.contains("<polyline class=\"next\""))
        #expect(sheet.text.contains("<script>  1.00"))
    }

    private func answer(of script: String, _ words: [String]) async throws -> Document {
        let file = PackageFolder.root.appending(path: "Tests/DagcCommandsTests/Measured/\(script)")
        let ended = try await PythonEnvironment.reports.python(file, [Self.programs] + words).run()
        #expect(ended.status == 0, "\(ended.account)")
        return try JSONParser.parse(Array(ended.lastLine.utf8))
    }
}
