import CodeModels
import PipelineModel

/// Texts of the run as expressions. What a run knows stands in the variable `run` of its machine.
enum JSONataText {
    /// The variable, which the first state sets.
    static let run = "run"
    /// What a run knows of itself.
    enum Field {
        static let id = "id"
        /// The window, from its first instant to the first one after, and the time that identifies the run: ISO 8601 in UTC.
        static let start = "start"
        static let end = "end"
        static let date = "date"
        static let params = "params"
        /// What the environment's parameters held when the run began.
        static let variables = "variables"
        /// By zone, how far its clocks are ahead of UTC at the three times.
        static let offsets = "offsets"
    }
    /// The item of a mapped task stands in the record under a name that no task has.
    static let item = ".item"

    static func run(_ field: String) -> JSONataExpression { .field(.variable(run), field) }

    /// Milliseconds as the time that a run knows.
    static func instant(_ millis: JSONataExpression) -> JSONataExpression {
        .call("fromMillis", [millis, .string(TimeText.iso + "+00:00")])
    }

    /// As a value of a machine.
    static func template(_ text: RuntimeText) -> JSONataTemplate {
        text.known.map { .text($0) } ?? .expression(expression(text))
    }

    /// A text, whatever its parts are.
    static func expression(_ text: RuntimeText) -> JSONataExpression {
        let parts = joined(text.parts)
        if parts.isEmpty { return .string("") }
        if parts.count == 1 {
            if case .literal(let literal) = parts[0] { return .string(literal) }
            return parts[0].isText ? expression(parts[0]) : .call("string", [expression(parts[0])])
        }
        return .joined(parts.map { expression($0) }, by: .join)
    }

    static func expression(_ part: RuntimeText.Part) -> JSONataExpression {
        switch part {
        case .literal(let text): .string(text)
        case .variable(let name): .field(run(Field.variables), name)
        case .intervalStart: run(Field.start)
        case .intervalEnd: run(Field.end)
        case .logicalDate: run(Field.date)
        case .time(let time): TimeText.expression(time)
        case .runID: run(Field.id)
        case .item(let key): (key?.keys ?? []).reduce(.field(RunRecord.input, item)) { .field($0, $1) }
        case .param(let name): .field(run(Field.params), name)
        case .result(let task, _): RunRecord.result(of: path(task))
        case .answer(let result, .chosen): .call("join", [.field(expression(result), "chosen"), .string(", ")])
        case .answer(let result, .entered(let field)): .field(.field(expression(result), "entered"), field)
        case .partitionKey, .macro, .filtered, .expression:
            preconditionFailure("a checked project asks Step Functions for no such part")
        }
    }

    static func path(_ task: TaskReference) -> String {
        guard let path = task.path else { preconditionFailure("a checked project has every task that it asks") }
        return path
    }

    private static func joined(_ parts: [RuntimeText.Part]) -> [RuntimeText.Part] {
        parts.reduce(into: []) { joined, part in
            if case .literal(let text) = part, case .literal(let before) = joined.last {
                joined[joined.count - 1] = .literal(before + text)
            } else {
                joined.append(part)
            }
        }
    }
}

extension RuntimeText.Part {
    /// Whether it is a text and no other value.
    fileprivate var isText: Bool {
        switch self {
        case .literal, .intervalStart, .intervalEnd, .logicalDate, .time, .runID, .variable: true
        case .item, .param, .result, .answer, .partitionKey, .macro, .filtered, .expression: false
        }
    }

    /// What of it no machine can say.
    var isBeyondMachines: Bool {
        switch self {
        case .partitionKey, .macro, .filtered, .expression: true
        case .time(let time): TimeText.picture(time) == nil
        case .literal, .intervalStart, .intervalEnd, .logicalDate, .runID, .variable, .item, .param, .result, .answer:
            false
        }
    }
}
