/// How long to wait between syncs.
package struct RetrySchedule: Sendable, Equatable {
    package let period: Duration
    /// Between syncs until the first one has succeeded.
    package let initialPeriod: Duration

    /// A remote that is back is noticed within this time, however long it was away.
    private static let longestBackOff = Duration.seconds(60)

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

    /// The wait after `failures` failures in a row: half a period after the first, since most hiccups are over by
    /// then, and then doubling.
    ///
    /// - Parameter jitter: 0 to 1; spreads the pods that lost the same host over 80 to 120 % of the wait.
    package func delay(after error: SyncError, failures: Int, hasSucceeded: Bool, jitter: Double) -> Duration {
        let base = delay(hasSucceeded: hasSucceeded)
        guard case .backOff(let atLeast) = error.retry else { return base }
        let factor = failures <= 1 ? 0.5 : Double(1 << min(failures - 2, 16))
        let capped = min(base * factor, max(base, Self.longestBackOff))
        return max(capped * (0.8 + 0.4 * jitter), atLeast ?? .zero)
    }
}
