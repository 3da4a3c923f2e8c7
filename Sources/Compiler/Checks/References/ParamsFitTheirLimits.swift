import Diagnostics
import PipelineModel

/// The default of a param is one that its own limits take: otherwise no run can be started, and
/// schedulers refuse the whole pipeline.
///
/// Source: `Param.resolve` of `airflow.sdk`, which holds the default against the JSON schema.
enum ParamsFitTheirLimits: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            for param in pipeline.model.params {
                guard let problem = param.problem else { continue }
                report.add(
                    .badParam, "param `\(param.name)` of pipeline `\(pipeline.model.id)` \(problem.message)",
                    at: pipeline.sources.location(of: "params"), fix: problem.fix)
            }
        }
    }
}

extension ParamModel {
    fileprivate var problem: (message: String, fix: String)? {
        if let pattern = text(of: "pattern"), pattern.isUnreadablePattern {
            return ("has the pattern `\(pattern)`, which cannot be read", "mend the regular expression")
        }
        if case .number(let number)? = initial, !number.isFinite {
            return ("has a default that is no number", "name a finite number")
        }
        guard let initial, initial != .none || !isNullable, let refusal = refusal(of: initial) else { return nil }
        return ("has a default that \(refusal)", "choose a default within the limits, or other limits")
    }

    /// Why the limits do not take a value, as the end of a sentence; nil when they do, or when only a run knows the value.
    func refusal(of value: ValueModel) -> String? {
        if case .text(let text) = value, text.known == nil { return nil }
        if let kind, !value.isOne(of: kind) { return "is no \(kind.rawValue)" }
        if case .list(let options)? = limit("enum"), !options.contains(value) { return "is not among its options" }
        switch value {
        case .text(let text): return refusal(ofText: text.known ?? "")
        case .int(let number): return refusal(ofNumber: Double(number))
        case .number(let number): return refusal(ofNumber: number)
        case .none, .bool, .template, .seconds, .list, .dictionary, .result, .reference, .call: return nil
        }
    }

    private func refusal(ofText text: String) -> String? {
        let length = text.unicodeScalars.count
        if case .int(let least)? = limit("minLength"), length < least { return "has fewer than \(least) characters" }
        if case .int(let most)? = limit("maxLength"), length > most { return "has more than \(most) characters" }
        if let pattern = self.text(of: "pattern"), !text.matches(pattern) { return "does not match its pattern" }
        return format.flatMap { text.fits($0) ? nil : "is no \($0)" }
    }

    private func refusal(ofNumber number: Double) -> String? {
        if let least = bound("minimum"), number < least { return "lies below its least value" }
        if let most = bound("maximum"), number > most { return "lies above its greatest value" }
        return nil
    }

    private func limit(_ name: String) -> ValueModel? { limits.first { $0.name == name }?.value }

    private func text(of name: String) -> String? {
        if case .text(let text)? = limit(name) { text.known } else { nil }
    }

    private func bound(_ name: String) -> Double? {
        switch limit(name) {
        case .int(let number)?: Double(number)
        case .number(let number)?: number
        default: nil
        }
    }
}

extension ValueModel {
    /// Whether JSON schema takes it for one of a kind. Yes, where only a run knows.
    fileprivate func isOne(of kind: ParamModel.Kind) -> Bool {
        switch self {
        case .text: kind == .string
        case .int: kind == .integer || kind == .number
        case .number(let number): kind == .number || kind == .integer && number.rounded() == number
        case .bool: kind == .boolean
        case .none, .template, .seconds, .list, .dictionary, .result, .reference, .call: true
        }
    }
}

extension String {
    /// Nil for a pattern that Swift does not read. Python reads most of the same, and some that Swift does not.
    private static func expression(_ pattern: String) -> Regex<AnyRegexOutput>? {
        do { return try Regex(pattern) } catch { return nil }
    }

    /// Flags and groups of Python's own are left to Python.
    fileprivate var isUnreadablePattern: Bool { !contains("(?") && !contains("\\") && Self.expression(self) == nil }

    /// As JSON schema means it: anywhere in the text. Yes, where nobody can tell.
    fileprivate func matches(_ pattern: String) -> Bool { Self.found(self, by: pattern) ?? true }

    /// Whether a pattern is found somewhere in the text. No, where nobody can tell.
    func isFound(by pattern: String) -> Bool { Self.found(self, by: pattern) ?? false }

    private static func found(_ text: String, by pattern: String) -> Bool? {
        // Longer texts and patterns would let a pattern of nested repetitions run for ever.
        guard text.utf8.count <= 200, pattern.utf8.count <= 200, !pattern.hasNestedRepetition,
            let expression = expression(pattern)
        else { return nil }
        return text.contains(expression)
    }

    /// `(a+)+` and its like, which backtrack without end.
    private var hasNestedRepetition: Bool {
        zip(self, dropFirst()).contains { $0 == ")" && "+*{".contains($1) }
    }

    /// Whether it has the form of a JSON schema's `format`, as far as usual checkers look.
    fileprivate func fits(_ format: String) -> Bool {
        switch format {
        case "date": isDate
        case "time": isTime
        case "date-time":
            count > 11 && String(prefix(10)).isDate && "Tt ".contains(dropFirst(10).first ?? "-")
                && String(dropFirst(11)).isTime
        case "email": isAddress
        default: true
        }
    }

    /// Of mail: one `@` with something on both sides.
    var isAddress: Bool {
        let parts = split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty && !$0.contains(where: \.isWhitespace) }
    }

    /// Hours, minutes and seconds, perhaps with a part of a second and a zone (RFC 3339).
    private var isTime: Bool {
        let parts = prefix(8).split(separator: ":", omittingEmptySubsequences: false)
        guard parts.map(\.count) == [2, 2, 2], let hour = Int(parts[0]), let minute = Int(parts[1]),
            let second = Int(parts[2])
        else { return false }
        return (0...23).contains(hour) && (0...59).contains(minute) && (0...60).contains(second)
            && dropFirst(8).first.map { ".Zz+-".contains($0) } ?? true
    }

    private var isDate: Bool {
        let parts = split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.count) == [4, 2, 2], let year = Int(parts[0]), let month = Int(parts[1]),
            let day = Int(parts[2])
        else { return false }
        return CalendarDate(year: year, month: month, day: day).exists
    }
}
