/// What does the work of a task.
package enum TaskEngine: Hashable, Sendable {
    /// The orchestrator, or a service that its operator calls.
    case orchestrator
    /// The job runner that is written beside the pipelines.
    case jobRunner
    /// The server of a store; where its engine lies within the process, the job runner.
    case store(String)
    case spark
    case dbt
}
