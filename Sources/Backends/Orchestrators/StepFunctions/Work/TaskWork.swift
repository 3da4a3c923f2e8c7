import CodeModels
import PipelineModel

/// What the states of a task do.
enum TaskWork: Equatable, Sendable {
    /// A service does it. The record is that of the task once the service has answered.
    case service(ServiceCall, record: [JSONataExpression.Entry])
    /// Nothing but looking at the run: the fields of the task's record.
    case computed([JSONataExpression.Entry])
    /// It waits until a moment, an expression that gives ISO 8601.
    case wait(until: JSONataExpression)
    /// It looks again and again whether something has happened.
    case poll(Poll)

    struct Poll: Equatable, Sendable {
        let look: ServiceCall
        /// How it ends, by the answer; as long as none holds, it looks again.
        let endings: [Ending]
        /// Seconds between two looks.
        let period: Int
        /// Seconds after which it gives up.
        let timeout: Int
        /// How it ends then.
        let whenLate: EndState

        struct Ending: Equatable, Sendable {
            let when: JSONataExpression
            let state: EndState
        }
    }
}
