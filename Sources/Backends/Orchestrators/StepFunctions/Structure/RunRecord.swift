import CodeModels

/// What an execution knows of its tasks: the input of each state is an object with, by the path of each task that has
/// ended, its `state` in Airflow's words and what else later states ask for.
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

    /// The record with what a task leaves in it.
    static func adding(_ fields: [JSONataExpression.Entry], of task: String) -> JSONataExpression {
        .merged([input, .object([.init(task, .object(fields))])])
    }

    /// The record with the state of a task in it.
    static func adding(_ state: JSONataExpression, of task: String) -> JSONataExpression {
        adding([.init(Key.state, state)], of: task)
    }

    /// What a task has left, anywhere.
    static func result(of task: String) -> JSONataExpression { .field(.field(input, task), Key.result) }

    /// A part of the record of a task, in an expression that looks at the whole record.
    static func own(_ key: String, of task: String) -> JSONataExpression { .field(.own(task), key) }

    /// What an expression makes of the whole record.
    static func looking(_ expression: JSONataExpression) -> JSONataExpression { .inside(input, expression) }
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
