import CodeModels
import PipelineModel

/// Unit tests of the rules of one file, for `promtool test rules`: one document for each length of a step, since a file
/// has one interval of evaluation.
struct RuleTests {
    private let rules: [AlertRule]
    /// The file of rules, relative to the folder of tests.
    private let file: String
    private let cases: [Case]

    private struct Case {
        /// Among the rules.
        let rule: Int
        let situation: Situation
    }

    init(of rules: [AlertRule], in file: String) {
        self.rules = rules
        self.file = file
        cases = rules.enumerated().flatMap { index, rule in
            RuleTests.situations(of: rule.alert).map { Case(rule: index, situation: $0) }
        }
    }

    static func situations(of alert: AlertModel) -> [Situation] {
        switch alert.subject {
        case .component(let name):
            ComponentSituations(component: name, holds: alert.holds, lingers: alert.lingers).of(alert.condition)
        case .pipeline(let id):
            PipelineSituations(pipeline: id, holds: alert.holds, lingers: alert.lingers).of(alert.condition)
        case .monitoring: [Situation("always", []).fires(at: 0, [:])]
        }
    }

    /// With the seconds of the step.
    var documents: [(step: Int, document: Document)] {
        Set(cases.map(\.situation.step)).sorted().map { step in
            let interval = Document.string(PromQLDuration(seconds: step).description)
            let document: Document = [
                "rule_files": [.string(file)], "evaluation_interval": interval,
                "tests": .array(tests(every: step, interval)),
            ]
            return (step, document)
        }
    }

    private func tests(every step: Int, _ interval: Document) -> [Document] {
        var expected = ExpectedAlerts()
        return cases.filter { $0.situation.step == step }.map {
            test($0.situation, of: rules[$0.rule], interval, &expected)
        }
    }

    private func test(
        _ situation: Situation, of rule: AlertRule, _ interval: Document, _ expected: inout ExpectedAlerts
    ) -> Document {
        let series = situation.series.map { series -> Document in
            [
                "series": .string(PromQLExpression.selector(series.selector).rendered()),
                "values": .string(series.samples),
            ]
        }
        let checks = situation.checks.filter { $0.time >= 0 }.sorted { $0.time < $1.time }
        return [
            "name": .string("\(rule.alert.name), \(situation.name)"), "interval": interval,
            // A test without series ends before its first check; one that no rule reads lets time pass.
            "input_series": .array(series),
            "alert_rule_test": .array(checks.map { check($0, rule, &expected) }),
        ]
    }

    private func check(_ check: Situation.Check, _ rule: AlertRule, _ expected: inout ExpectedAlerts) -> Document {
        let time = Document.string(check.time == 0 ? "0s" : PromQLDuration(seconds: check.time).description)
        let name = Document.string(rule.alert.name)
        guard let told = check.labels else { return ["eval_time": time, "alertname": name] }
        return ["eval_time": time, "alertname": name, "exp_alerts": expected.document(of: rule, told)]
    }
}

/// What promtool is to find of an alert that fires: the same at most moments of a rule's tests.
private struct ExpectedAlerts {
    private var last: (labels: [LabelValue], annotations: [LabelValue], told: [String: String], document: Document)?

    mutating func document(of rule: AlertRule, _ told: [String: String]) -> Document {
        if let last, last.labels == rule.labels, last.annotations == rule.annotations, last.told == told {
            return last.document
        }
        let labels = rule.labels.reduce(into: told) { $0[$1.label] = $1.value }
        let annotations = rule.annotations.map { LabelValue($0.label, $0.value.filled(with: labels)) }
        let sorted = labels.sorted { $0.key < $1.key }.map { LabelValue($0.key, $0.value) }
        let document: Document = [
            [
                "exp_labels": AlertRule.document(of: sorted),
                "exp_annotations": AlertRule.document(of: annotations),
            ]
        ]
        last = (rule.labels, rule.annotations, told, document)
        return document
    }
}

extension String {
    /// With each `{{ $labels.name }}` replaced as Prometheus does.
    fileprivate func filled(with labels: [String: String]) -> String {
        // Most texts have none, and this search takes a tenth of the time of that for a text.
        guard utf8.contains(UInt8(ascii: "{")) else { return self }
        return labels.reduce(self) { text, label in
            let pieces = text.split(separator: "{{ $labels.\(label.key) }}", omittingEmptySubsequences: false)
            return pieces.joined(separator: label.value)
        }
    }
}
