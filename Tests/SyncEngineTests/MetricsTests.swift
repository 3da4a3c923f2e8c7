import Foundation
import SyncMetrics
import TestSupport
import Testing

@testable import SyncEngine

@Suite("What is measured")
struct MetricsTests {
    @Test("is there from the start, with every value that its labels can have, so that no first event is missed")
    func zeros() {
        let text = Metrics().text
        for metric in SyncMetric.allCases { #expect(text.contains("# TYPE \(metric.name) \(metric.kind.rawValue)\n")) }
        for failure in FailureClass.allCases {
            for step in SyncError.Step.allCases {
                #expect(
                    text.contains(
                        "dag_sync_failures_total{class=\"\(failure.rawValue)\",step=\"\(step.rawValue)\"} 0\n"))
            }
        }
        for rule in Refusal.Rule.allCases {
            #expect(text.contains("dag_sync_gate_refusals_total{rule=\"\(rule.rawValue)\"} 0\n"))
        }
        for status in ["error", "noop", "success"] {
            #expect(text.contains("git_sync_count_total{status=\"\(status)\"} 0\n"))
            #expect(text.contains("git_sync_duration_seconds_count{status=\"\(status)\"} 0\n"))
        }
        for channel in AlertChannels.all {
            #expect(text.contains("dag_sync_alert_deliveries_total{channel=\"\(channel.name)\",status=\"error\"} 0\n"))
        }
        #expect(text.contains("git_sync_hook_run_count_total{name=\"airflow\",status=\"error\"} 0\n"))
        #expect(text.contains("dag_sync_history_rewrites_total 0\n"))
    }

    @Test("is no more after a failure than a number that grew")
    func noNewSeries() async throws {
        let sync = try Sync()
        let report = await sync.once { $0.ref = "gone" }
        var metrics = Metrics()
        func series(_ text: String) -> Set<Substring> {
            Set(text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { $0.prefix { $0 != " " } })
        }
        let before = series(metrics.text)
        metrics.record(report, state: SyncState(started: .now()), now: .now())
        #expect(series(metrics.text) == before)
        #expect(metrics.text.contains("dag_sync_failures_total{class=\"ref-not-found\",step=\"fetch\"} 1\n"))
    }

    /// The rows of a generated table, which a page has to hold as they are.
    static var table: String {
        let rows = SyncMetric.allCases.map { metric in
            let labels = metric.labels.map { "`\($0)`" }.joined(separator: ", ")
            return "| `\(metric.name)` | \(metric.kind.rawValue) | \(labels) | \(metric.help) |"
        }
        return (["| metric | type | labels | what it says |", "|---|---|---|---|"] + rows).joined(separator: "\n")
    }

    @Test("is listed in a page for those who make alerts and dashboards")
    func page() throws {
        #expect(try RunbookTests.page("METRICS.md").contains(Self.table), "the page has to hold:\n\(Self.table)")
    }

    @Test("is all that the alert rules ask for")
    func rules() throws {
        let words = try RunbookTests.page("alert-rules.yaml").split { !$0.isLetter && !$0.isNumber && $0 != "_" }
        let asked = Set(words.filter { $0.hasPrefix("dag_sync_") || $0.hasPrefix("git_sync_") }.map(String.init))
        #expect(asked.count > 6)
        for name in asked { #expect(SyncMetric(rawValue: name) != nil, "\(name) is not measured") }
    }
}
