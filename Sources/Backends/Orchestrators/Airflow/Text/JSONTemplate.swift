import PipelineModel

/// A JSON document as a template: what is known stands in it, the rest is encoded when the task runs.
enum JSONTemplate {
    /// - Parameter instances: which are meant of a task that has several.
    static func render(_ value: ValueModel, _ instances: (TaskReference) -> TaskInstances?) -> String {
        switch value {
        case .none: "null"
        case .bool(let flag): flag ? "true" : "false"
        case .int(let number): "\(number)"
        case .number(let number): number.description
        case .seconds(let seconds): "\(seconds)"
        case .text(let text): self.text(text)
        case .template(let template): template
        case .result(let task): encoded(JinjaText.result(of: task, instances(task)))
        case .list(let items): "[\(items.map { render($0, instances) }.joined(separator: ", "))]"
        case .dictionary(let entries):
            "{\(entries.map { "\(quoted($0.name)): \(render($0.value, instances))" }.joined(separator: ", "))}"
        case .reference, .call: preconditionFailure("a checked project puts no Python object into JSON")
        }
    }

    private static func text(_ text: RuntimeText) -> String {
        let literals = text.parts.compactMap { part in
            if case .literal(let literal) = part { literal } else { nil }
        }
        if literals.count == text.parts.count { return quoted(literals.joined()) }
        let joined = text.parts.map(JinjaText.operand).joined(separator: " ~ ")
        return encoded(text.parts.count == 1 ? joined : "(\(joined))")
    }

    private static func encoded(_ expression: String) -> String { "{{ \(expression) | tojson }}" }

    /// A string of JSON in which Jinja finds nothing of its own: a brace is written by its number.
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            case "{": quoted += "\\u007b"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
