import CodeModels

/// What an execution knows of its tasks: the input of each state is an object with, by the path of each task that has
/// ended, how it has in Airflow's words, and what else later states ask for by the path and a word: `load error`.
///
/// It is flat, since whatever names a task would name that level as well, several times in each state.
///
/// A branch hands its own record back, and the state around all branches puts them together, since variables of a
/// machine do not leave a branch: https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html
enum RunRecord {
    /// Of the state that the expression stands in.
    static let input = JSONataExpression.field(.variable("states"), "input")

    /// What the service has answered, or all branches.
    static let result = JSONataExpression.field(.variable("states"), "result")

    /// What is written down of one task.
    enum Key {
        /// How it has ended, which is what the path alone stands for.
        static let state = "state"
        /// What the task has left.
        static let result = "result"
        /// Which way a branch has taken.
        static let way = "way"
        /// Whether a gate has let nothing through.
        static let isClosed = "closed"
        /// The name of the error of the last try.
        static let error = "error"
    }

    /// Under which name it stands there. No path has a blank in it.
    static func name(_ key: String, of task: String) -> String { key == Key.state ? task : "\(task) \(key)" }

    /// The record with what a task leaves in it, by its keys.
    static func adding(_ fields: [JSONataExpression.Entry], of task: String) -> JSONataExpression {
        .merged([input, .object(fields.map { .init(name($0.key, of: task), $0.value) })])
    }

    /// The record with the state of a task in it.
    static func adding(_ state: JSONataExpression, of task: String) -> JSONataExpression {
        adding([.init(Key.state, state)], of: task)
    }

    /// What a task has left, anywhere.
    static func result(of task: String) -> JSONataExpression { given(Key.result, of: task) }

    /// A part of the record of a task, anywhere.
    static func given(_ key: String, of task: String) -> JSONataExpression { .field(input, name(key, of: task)) }

    /// A part of the record of a task, in an expression that looks at the whole record.
    static func own(_ key: String, of task: String) -> JSONataExpression { .own(name(key, of: task)) }

    /// What an expression makes of the whole record.
    static func looking(_ expression: JSONataExpression) -> JSONataExpression { .inside(input, expression) }
}

/// What is written down of a task by a key.
struct RecordPart: Hashable, Comparable {
    let task: String
    let key: String

    /// Under which it stands in the record.
    var name: String { RunRecord.name(key, of: task) }

    static func < (left: RecordPart, right: RecordPart) -> Bool {
        (left.task, left.key) < (right.task, right.key)
    }
}

/// How a task has ended, in Airflow's words.
enum EndState: String {
    case success
    case failed
    case upstreamFailed = "upstream_failed"
    case skipped

    var expression: JSONataExpression { .string(rawValue) }

    static let failures: [EndState] = [.failed, .upstreamFailed]
}
