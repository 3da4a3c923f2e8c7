import System

/// The moment by which one sync has to be ready to publish.
package struct Deadline: Sendable {
    private let limit: Duration
    private let end: ContinuousClock.Instant

    package init(after limit: Duration) {
        self.limit = limit
        end = .now + limit
    }

    /// What is left of the time; never less than a millisecond.
    var left: Duration { max(.milliseconds(1), ContinuousClock.now.duration(to: end)) }

    /// - Throws: class `timeout` when the time is over, `stopped` when the task was cancelled.
    func check(during step: SyncError.Step) throws(SyncError) {
        if Task.isCancelled { throw SyncError(CancellationError(), during: step) }
        guard ContinuousClock.now < end else {
            throw SyncError(.timeout, during: step, "not done within --sync-timeout, \(limit.inSeconds) seconds")
        }
    }
}
