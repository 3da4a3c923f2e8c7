import CodeModels
import Planning
import Workspace

/// Values of the model for people.
enum ValueText {
    /// `retry.delay: 1 min → 5 min`, or the lines that differ where a value is long.
    static func change(_ change: SettingChange) -> PlanOutline.Item {
        let isDuration = durations.contains { change.name == $0 || change.name.hasSuffix(".\($0)") }
        let (before, after) = (text(change.before, isDuration), text(change.after, isDuration))
        let mark: PlanOutline.Mark =
            change.before == nil ? .added : change.after == nil ? .removed : .changed
        if before.contains("\n") || after.contains("\n") || before.count + after.count > longest {
            return .init(mark: mark, text: "\(change.name):", lines: lines(before, after))
        }
        return switch mark {
        case .added: .init(mark: mark, text: "\(change.name): \(after)")
        case .removed: .init(mark: mark, text: "\(change.name): \(before)")
        default: .init(mark: mark, text: "\(change.name): \(before) → \(after)")
        }
    }

    /// Characters of two values that stand on one line.
    private static let longest = 80

    /// Settings in seconds, by the last parts of their names.
    private static let durations = [
        "delay", "cap", "timeout", "runTimeout", "period", "limit.seconds", "deadline.limit",
    ]

    private static func text(_ value: Document?, _ isDuration: Bool) -> String {
        if isDuration, case .int(let seconds)? = value { return duration(seconds) }
        return value.map(words) ?? ""
    }

    static func words(_ value: Document) -> String {
        switch value {
        case .string(let text): return text
        case .array(let elements):
            if let text = runtimeText(elements) { return text }
            return "[" + elements.map(words).joined(separator: ", ") + "]"
        case .object(let object):
            // A literal value is an object with its type for a key.
            if object.entries.count == 1, let (key, value) = object.entries.first, literals.contains(key) {
                return words(value)
            }
            if object.entries.count == 2, let name = object["name"]?.string, let value = object["value"] {
                return "\(name): \(words(value))"
            }
            return object.entries.map { "\($0.key): \(words($0.value))" }.joined(separator: ", ")
        default: return String(value.renderedJSON(levels: 0).dropLast())
        }
    }

    private static let literals: Set = ["bool", "int", "number", "text", "seconds", "list"]

    /// Text with parts of the run, such as `echo {intervalStart}`; nil when the list is none.
    private static func runtimeText(_ elements: [Document]) -> String? {
        guard elements.contains(where: { $0["literal"] != nil }) else { return nil }
        return elements.map { element in
            if let literal = element["literal"]?.string { return literal }
            return "{\(words(element))}"
        }.joined()
    }

    static func duration(_ seconds: Int) -> String {
        for (length, unit) in [(86_400, "d"), (3_600, "h"), (60, "min")] where seconds >= length {
            if seconds % length == 0 { return "\(seconds / length) \(unit)" }
        }
        return "\(seconds) s"
    }

    private static func lines(_ before: String, _ after: String) -> [String] {
        func whole(_ text: String) -> String { text.isEmpty || text.hasSuffix("\n") ? text : text + "\n" }
        return TextDifference(from: whole(before), to: whole(after)).lines.compactMap { line in
            switch line {
            case .kept: nil
            case .removed(let text): "- \(text.hasSuffix("\n") ? String(text.dropLast()) : text)"
            case .added(let text): "+ \(text.hasSuffix("\n") ? String(text.dropLast()) : text)"
            }
        }
    }
}
