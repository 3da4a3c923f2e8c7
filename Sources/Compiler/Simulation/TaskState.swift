/// How a task of a run ended.
///
/// Source: https://airflow.apache.org/docs/apache-airflow/stable/core-concepts/tasks.html#task-instances
package enum TaskState: String, Hashable, Sendable, CaseIterable {
    case success
    /// It ran, and its last try failed.
    case failed
    /// It did not run, since a task before it failed and its rule asks for more.
    case upstreamFailed = "upstream_failed"
    /// It did not run because a branch went another way or its rule says so, or it ran and skipped itself.
    case skipped

    /// Whether it makes a run fail when the task is one of the run's last.
    package var isFailure: Bool { self == .failed || self == .upstreamFailed }
}

/// How many of the tasks right before a task have ended, and how.
struct UpstreamStates {
    let total: Int
    let setups: Int
    private(set) var success = 0
    private(set) var failed = 0
    private(set) var upstreamFailed = 0
    private(set) var skipped = 0
    private(set) var successfulSetups = 0
    private(set) var skippedSetups = 0

    /// The state of each, nil as long as it has not ended, and whether it is a setup.
    init(_ upstream: [(state: TaskState?, isSetup: Bool)]) {
        total = upstream.count
        setups = upstream.count(where: \.isSetup)
        for (state, isSetup) in upstream {
            switch state {
            case .success:
                success += 1
                if isSetup { successfulSetups += 1 }
            case .failed: failed += 1
            case .upstreamFailed: upstreamFailed += 1
            case .skipped:
                skipped += 1
                if isSetup { skippedSetups += 1 }
            case nil: break
            }
        }
    }

    var ended: Int { success + failed + upstreamFailed + skipped }
    var allEnded: Bool { ended == total }
    var anyFailed: Bool { failed + upstreamFailed > 0 }
}
