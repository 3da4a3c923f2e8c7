import CodeModels
import Foundation
import TestSupport
import Testing

@Suite("An expression of PromQL")
struct PromQLTests {
    static let expressions = (1...600).map { seed -> PromQLExpression in
        var random = RandomPromQL(seed: UInt64(seed))
        return random.expression()
    }

    @Test("is read by another parser as the model says, on one line and on many", arguments: [10_000, 96, 12])
    func isReadBack(width: Int) async throws {
        let texts = Self.expressions.map { $0.rendered(width: width) }
        if width == 12 { try #require(texts.contains { $0.contains("\n") }) }
        let trees = try await parsed(texts)
        for (index, expression) in Self.expressions.enumerated() {
            #expect(trees[index] == PromQLTree.of(expression), "\(texts[index])")
        }
    }

    @Test("is taken by Prometheus, on one line and on many", arguments: [10_000, 12])
    func isTakenByPrometheus(width: Int) async throws {
        let rules = Self.expressions.enumerated().map { index, expression -> Document in
            // Rules of one name and equal labels are told as duplicates.
            [
                "record": .string("test:\(index)"),
                "expr": .string((expression.type == .scalar ? .vector(expression) : expression).rendered(width: width)),
            ]
        }
        let file: Document = ["groups": [["name": "random", "rules": .array(rules)]]]
        try await withTemporaryFolder { folder in
            try Data(file.yamlBytes()).write(to: folder.appending(path: "rules.yaml"))
            let result = try await Command(named: "promtool", ["check", "rules", "rules.yaml"]).run(in: folder)
            #expect(result.status == 0, "\(result.account.prefix(4000))")
            #expect(result.output.contains("\(Self.expressions.count) rules found"))
        }
    }

    @Test("keeps the texts of labels, whatever is in them, until Prometheus sends them")
    func keepsTexts() async throws {
        let values = RandomPromQL.values.filter { !$0.isEmpty }
        let rules = values.enumerated().map { index, value -> Document in
            [
                "alert": .string("Text\(index)"),
                "expr": .string(PromQLExpression.vector(1).labelled("text", value).rendered()),
            ]
        }
        let tests = values.enumerated().map { index, value -> Document in
            [
                "eval_time": "1m", "alertname": .string("Text\(index)"),
                "exp_alerts": [["exp_labels": ["text": .string(value)]]],
            ]
        }
        let unitTest: Document = [
            "rule_files": ["rules.yaml"], "tests": [["interval": "1m", "alert_rule_test": .array(tests)]],
        ]
        try await withTemporaryFolder { folder in
            let file: Document = ["groups": [["name": "texts", "rules": .array(rules)]]]
            try Data(file.yamlBytes()).write(to: folder.appending(path: "rules.yaml"))
            try Data(unitTest.yamlBytes()).write(to: folder.appending(path: "test.yaml"))
            let result = try await Command(named: "promtool", ["test", "rules", "test.yaml"]).run(in: folder)
            #expect(result.status == 0, "\(result.account.prefix(4000))")
        }
    }

    @Test("breaks long lines at its operators")
    func breaksLines() async throws {
        let errors = PromQLSelector("errors_total").rate(.minutes(15)).sum(by: "component")
        let requests = PromQLSelector("requests_total").rate(.minutes(15)).sum(by: "component")
        let share = (errors / requests.filtered(.greater, 0)).filtered(.greater, 0.05)
        let enough = PromQLSelector("errors_total").increase(.minutes(15)).sum(by: "component")
        let down = PromQLExpression.metric("component_expected")
            .unless(
                PromQLExpression.metric("up", .matches("component", .oneOf(["kafka-1", "kafka.2"])))
                    .filtered(.equal, 1).count(by: "component")
                    .filtered(.greaterOrEqual, .metric("component_expected")), .on("component"))
        let late = (.time - .metric("pipeline:last_success:timestamp", .equal("pipeline", "daily")))
            .filtered(.greater, 93_600)
        let examples = [share.and(enough.filtered(.greaterOrEqual, 5)), down, late]
        try await Golden.expect(
            examples.map { $0.rendered() + "\n" }.joined(separator: "\n"), "CodeModels/expressions.promql")
    }

    @Test("gives lengths of time in the largest unit that fits")
    func writesDurations() {
        let durations = [45, 60, 90, 3600, 93_600, 604_800].map { PromQLDuration.seconds($0).description }
        #expect(durations == ["45s", "1m", "90s", "1h", "26h", "7d"])
    }

    @Test("has no names that Prometheus would not take")
    func refusesNames() {
        #expect(PromQLMetric(named: "a:b_1") != nil && PromQLLabel(named: "a_1") != nil)
        for name in ["", "1a", "a-b", "a b", "é"] {
            #expect(PromQLMetric(named: name) == nil && PromQLLabel(named: name) == nil, "\(name)")
        }
        #expect(PromQLLabel(named: "a:b") == nil)
    }

    private func parsed(_ texts: [String]) async throws -> [Document] {
        let script = PackageFolder.tests.appending(path: "CodeModelsTests/PromQL/syntax_tree.py")
        return try await withTemporaryFolder { folder in
            let expressions = folder.appending(path: "expressions.json")
            try Data(Document.array(texts.map { .string($0) }).jsonBytes()).write(to: expressions)
            let result = try await PythonEnvironment.operations.python(script).run(input: expressions)
            try #require(result.status == 0, "\(result.account.suffix(2000))")
            let lines = result.output.split(separator: "\n")
            try #require(lines.count == texts.count)
            return try lines.map { try JSONParser.parse(Array($0.utf8)) }
        }
    }
}
