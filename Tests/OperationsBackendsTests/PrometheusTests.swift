import Foundation
import TestSupport
import Testing

@Suite("Rules of Prometheus")
struct PrometheusTests {
    @Test("are taken by Prometheus, with its configuration")
    func areTaken() async throws {
        let result = try await GeneratedFiles.run(
            "promtool", ["check", "config", "prometheus.yml"],
            in: GeneratedFiles.folder.appending(path: "prometheus"))
        #expect(result.status == 0 && !result.account.contains("FAILED"), "\(result.account.suffix(4000))")
    }

    @Test("pass the unit tests beside them")
    func passTheirTests() async throws {
        let files = try GeneratedFiles.files(below: "prometheus/tests", ".yaml")
        let result = try await GeneratedFiles.run("promtool", ["test", "rules"] + files.map(\.path))
        #expect(result.status == 0, "\(result.account.suffix(4000))")
        let passed = result.account.split(separator: "\n").filter { $0.contains("SUCCESS") }.count
        #expect(passed == files.count)
    }

    @Test("ask for nothing that nobody shows, and each alert is shown firing, silent and on its page")
    func holdTogether() async throws {
        let result = try await GeneratedFiles.runScript("read_rules.py", [GeneratedFiles.folder.path])
        #expect(result.status == 0, "\(result.account.suffix(4000))")
    }

    @Test("ask of Airflow what is in Airflow's own list of metrics")
    func areInTheRegistry() async throws {
        let registry = PythonEnvironment.airflow3.folder.appending(
            path: "lib/python3.11/site-packages/airflow/_shared/observability/metrics")
        let template = registry.appending(path: "metrics_template.yaml").path
        let result = try await GeneratedFiles.runScript("airflow_registry.py", [GeneratedFiles.folder.path, template])
        #expect(result.status == 0, "\(result.account.suffix(4000))")
    }

    @Test(
        "are found out by a script when they ask for what nobody shows, or name another page",
        arguments: [
            ("kafka_server_brokertopicmetrics_messagesin_total", "kafka_server_messages_total"),
            ("components/kafka.md#lowthroughput", "components/kafka.md#lowthrouput"),
        ])
    func areFoundOut(old: String, new: String) async throws {
        try await GeneratedFiles.withCopy { copy in
            let file = copy.appending(path: "prometheus/rules/components/kafka.yaml")
            let text = try String(contentsOf: file, encoding: .utf8)
            try Data(text.replacingOccurrences(of: old, with: new).utf8).write(to: file)
            let result = try await GeneratedFiles.runScript("read_rules.py", [copy.path])
            #expect(result.status == 1, "\(result.account.suffix(4000))")
        }
    }

    @Test("say nothing for a day on which all is well", .slow)
    func areQuiet() async throws {
        let folder = try TemporaryFolder()
        let file = URL(filePath: folder.file("quiet.yaml"))
        let written = try await GeneratedFiles.runScript("quiet_day.py", [GeneratedFiles.folder.path, file.path])
        try #require(written.status == 0, "\(written.account)")
        let result = try await GeneratedFiles.run("promtool", ["test", "rules", file.path])
        #expect(result.status == 0, "\(result.account.suffix(4000))")
    }

    /// What a change of these would do is nothing: the value of a sign that is only there or not, and a memory that is
    /// longer than what is asked of it.
    static let equivalent = [
        "ComponentDown\tnumber 1 -> 1.1", "ResultMissing\ttime",
    ]

    @Test("have a test for each number, comparison, length of time and label in them", arguments: mutatedShares)
    func areCovered(every step: Int) async throws {
        let result = try await GeneratedFiles.runScript(
            "mutate_rules.py", [GeneratedFiles.folder.appending(path: "prometheus").path, "\(step)"])
        let lines = result.output.split(separator: "\n")
        try #require(result.status == 0 && lines.last?.hasPrefix("mutants") == true, "\(result.account.suffix(4000))")
        let survivors = lines.filter { line in
            line.hasPrefix("survived") && !Self.equivalent.contains { line.contains($0) }
        }
        #expect(survivors.isEmpty, "\(survivors.joined(separator: "\n"))")
    }

    /// A few files, or all of them where there is time.
    static let mutatedShares = SlowTests.areWanted ? [1] : [24]
}
