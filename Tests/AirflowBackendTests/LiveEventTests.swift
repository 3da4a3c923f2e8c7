import DagDSL
import Foundation
import PipelineModel
import TestSupport
import Testing

/// News from outside, answers, deadlines and callbacks, in all components of a real Airflow 3.
///
/// Takes about a minute of CPU for the components alone.
@Suite(.slow) struct LiveEventTests {
    @Test func `files, people, deadlines and ends of runs have the effects that were declared`() async throws {
        try await withTemporaryFolder { folder in
            let compiled = try CompiledFixtures(LiveEvents.pipelines, for: .v3_3)
            #expect(compiled.findings.isEmpty, "\(compiled.findings)")
            try compiled.write(to: folder)
            let notes = folder.appending(path: "notes.txt")
            try Data().write(to: notes)
            for marker in [LiveEvents.arrival, LiveEvents.awaited]
            where FileManager.default.fileExists(atPath: marker) {
                try FileManager.default.removeItem(atPath: marker)
            }
            let airflow = try await RealAirflow(
                .v3_3, home: folder.appending(path: "home"), dags: folder.appending(path: "airflow/dags"),
                variables: ["NOTES": notes.path, "AIRFLOW_CONN_LANDING": #"{"conn_type": "fs"}"#])

            let play = try await airflow.play(
                RealAirflow.Scene(
                    runs: [
                        "on_arrival": 1, "late": 1, "late_own": 1, "late_function": 1, "asking": 1, "deferring": 1,
                        "told_success": 1,
                        "told_failure": 1,
                    ],
                    start: [
                        "late", "late_own", "late_function", "asking", "deferring", "told_success", "told_failure",
                    ],
                    files: [LiveEvents.arrival], filesWhenDeferred: ["deferring.awaited": LiveEvents.awaited],
                    answers: ["release": ["Approve"], "region": ["north"], "way": ["large"], "stop": ["Reject"]],
                    told: ["missed its deadline", "please answer", "well after 42", "told_failure has failed"],
                    noted: [
                        "told 2 badly", "told 2 late_own", "missed late_function", "ended told_failure",
                        "ended told_success",
                    ]))
            #expect(play.logs == "", "\(play)")
            #expect(play.failures.keys.sorted() == ["told_failure.last"], "\(play.failures)")

            let states = Dictionary(uniqueKeysWithValues: play.runs.map { ($0.dag, $0.state) })
            #expect(
                states == [
                    "on_arrival": "success", "late": "success", "late_own": "success",
                    "late_function": "success", "asking": "success", "deferring": "success",
                    "told_success": "success", "told_failure": "failed",
                ])
            #expect(play.runs.first { $0.dag == "on_arrival" }?.kind == "asset_triggered")
            #expect(!FileManager.default.fileExists(atPath: LiveEvents.arrival))
            #expect(play.states["deferring.awaited"]?.contains("deferred") == true)
            #expect(play.states["asking.small"] == ["skipped"] && play.states["asking.stopped"] == ["skipped"])

            let lines = try String(contentsOf: notes, encoding: .utf8).split(separator: "\n").map(String.init)
            for line in [
                "arrived", "slow", "released", "large", "chosen north", "found", "ended told_success",
                "ended told_failure",
            ] { #expect(lines.contains(line), "\(line) is not in \(lines)") }
            let missed = "told 2 late_own has missed its deadline: run manual__"
            #expect(lines.contains { $0.hasPrefix(missed) }, "\(lines)")
            #expect(lines.contains { $0.hasPrefix("told 2 badly after 42, run manual__") }, "\(lines)")
            #expect(!lines.contains("small") && !lines.contains("stopped"))
            for message in [
                "late has missed its deadline: run manual__", "please answer", "well after 42",
                "told_failure has failed: run manual__",
            ] { #expect(play.messages.contains { $0.hasPrefix(message) }, "\(message) is not in \(play.messages)") }
            try FileManager.default.removeItem(atPath: LiveEvents.awaited)
        }
    }
}
