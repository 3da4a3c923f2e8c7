import Foundation
import Testing

@Suite("Rules of Prometheus")
struct PrometheusTests {
    @Test("are taken by Prometheus, with its configuration")
    func areTaken() throws {
        let result = try GeneratedFiles.run(
            "/usr/bin/promtool", ["check", "config", "prometheus.yml"],
            in: GeneratedFiles.folder.appending(path: "prometheus"))
        #expect(result.status == 0 && !result.output.contains("FAILED"), "\(result.output.suffix(4000))")
    }

    @Test("pass the unit tests beside them")
    func passTheirTests() throws {
        let files = try GeneratedFiles.files(below: "prometheus/tests", ".yaml")
        let result = try GeneratedFiles.run("/usr/bin/promtool", ["test", "rules"] + files.map(\.path))
        #expect(result.status == 0, "\(result.output.suffix(4000))")
        let passed = result.output.split(separator: "\n").filter { $0.contains("SUCCESS") }.count
        #expect(passed == files.count)
    }

    @Test("ask for nothing that nobody shows, and each alert is shown firing, silent and on its page")
    func holdTogether() throws {
        let result = try GeneratedFiles.runScript("read_rules.py", [GeneratedFiles.folder.path])
        #expect(result.status == 0, "\(result.output.suffix(4000))")
    }

    @Test("ask of Airflow what is in Airflow's own list of metrics")
    func areInTheRegistry() throws {
        let registry = GeneratedFiles.package.appending(
            path: ".environments/airflow3/lib/python3.11/site-packages/airflow/_shared/observability/metrics")
        let template = registry.appending(path: "metrics_template.yaml").path
        let result = try GeneratedFiles.runScript("airflow_registry.py", [GeneratedFiles.folder.path, template])
        #expect(result.status == 0, "\(result.output.suffix(4000))")
    }

    @Test(
        "are found out by a script when they ask for what nobody shows, or name another page",
        arguments: [
            ("kafka_server_brokertopicmetrics_messagesin_total", "kafka_server_messages_total"),
            ("components/kafka.md#lowthroughput", "components/kafka.md#lowthrouput"),
        ])
    func areFoundOut(old: String, new: String) throws {
        try GeneratedFiles.withCopy { copy in
            let file = copy.appending(path: "prometheus/rules/components/kafka.yaml")
            let text = try String(contentsOf: file, encoding: .utf8)
            try Data(text.replacingOccurrences(of: old, with: new).utf8).write(to: file)
            let result = try GeneratedFiles.runScript("read_rules.py", [copy.path])
            #expect(result.status == 1, "\(result.output.suffix(4000))")
        }
    }

    @Test("say nothing for a day on which all is well", .enabled(if: Self.isSlow))
    func areQuiet() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "dagc-quiet-\(UUID().uuidString).yaml")
        defer {
            do { try FileManager.default.removeItem(at: file) } catch { print("left behind: \(file.path)") }
        }
        let written = try GeneratedFiles.runScript("quiet_day.py", [GeneratedFiles.folder.path, file.path])
        try #require(written.status == 0, "\(written.output)")
        let result = try GeneratedFiles.run("/usr/bin/promtool", ["test", "rules", file.path])
        #expect(result.status == 0, "\(result.output.suffix(4000))")
    }

    static let isSlow = ProcessInfo.processInfo.environment["DAGC_SLOW_TESTS"] != nil

    /// What a change of these would do is nothing: the value of a sign that is only there or not, and a memory that is
    /// longer than what is asked of it.
    static let equivalent = [
        "ComponentDown\tnumber 1 -> 1.1", "ResultMissing\ttime",
    ]

    @Test("have a test for each number, comparison, length of time and label in them", arguments: mutatedShares)
    func areCovered(every step: Int) throws {
        let result = try GeneratedFiles.runScript(
            "mutate_rules.py", [GeneratedFiles.folder.appending(path: "prometheus").path, "\(step)"])
        let lines = result.output.split(separator: "\n")
        try #require(result.status == 0 && lines.last?.hasPrefix("mutants") == true, "\(result.output.suffix(4000))")
        let survivors = lines.filter { line in
            line.hasPrefix("survived") && !Self.equivalent.contains { line.contains($0) }
        }
        #expect(survivors.isEmpty, "\(survivors.joined(separator: "\n"))")
    }

    /// A few files, or all of them where there is time.
    static let mutatedShares = isSlow ? [1] : [24]
}
