/// How long to wait between syncs.
package struct RetrySchedule: Sendable, Equatable {
    package let period: Duration
    /// Between syncs until the first one has succeeded.
    package let initialPeriod: Duration

    package init(period: Duration, initialPeriod: Duration? = nil) {
        self.period = period
        self.initialPeriod = initialPeriod ?? period
    }

    /// The wait after a success that took `spent`: syncs begin once a period, with at least half a period of rest
    /// between them.
    package func delay(hasSucceeded: Bool, spent: Duration = .zero) -> Duration {
        let period = hasSucceeded ? period : initialPeriod
        return max(period - spent, period / 2)
    }

    /// The longest wait that a server can ask for: who waits longer looks as if it had ended.
    private static let longestAsked = Duration.seconds(900)

    /// The wait after `failures` failures in a row: half a period after the first, since most hiccups are over by then,
    /// and a period after all others. A remote that is back is noticed as soon as a push to it would have been; a longer
    /// wait is for the server to ask for, up to a quarter of an hour.
    ///
    /// - Parameter jitter: 0 to 1; spreads the pods that lost the same host over the last fifth of the wait.
    package func delay(after error: SyncError, failures: Int, hasSucceeded: Bool, jitter: Double) -> Duration {
        let base = delay(hasSucceeded: hasSucceeded)
        guard case .backOff(let atLeast) = error.retry else { return base }
        let wait = failures <= 1 ? base / 2 : base
        return max(wait * (0.8 + 0.2 * jitter), min(atLeast ?? .zero, Self.longestAsked))
    }
}
