/// Syncs again and again: by the clock, on request, and sooner or later after a failure.
package struct SyncLoop: Sendable {
    /// Why the loop came to its end.
    package enum Ending: String, Sendable {
        case stopped = "asked to stop"
        /// `--one-time`: the sync and the hooks succeeded.
        case done = "the one sync succeeded"
        case tooManyFailures = "more failures in a row than allowed"
        case hookFailed = "the sync succeeded and a hook failed"
    }

    package struct Settings: Sendable {
        package var schedule: RetrySchedule
        package var isOneTime: Bool
        /// Failures in a row after which the loop ends; nil for never.
        package var maxFailures: Int?
        /// The same until the first success.
        package var initialMaxFailures: Int?
        /// The longest that one sync can take, gate commands included.
        package var longestSync: Duration

        package init(schedule: RetrySchedule, isOneTime: Bool, maxFailures: Int?, longestSync: Duration) {
            self.schedule = schedule
            self.isOneTime = isOneTime
            self.maxFailures = maxFailures
            initialMaxFailures = maxFailures
            self.longestSync = longestSync
        }
    }

    /// Room for a busy machine before the loop counts as dead.
    private static let patience = Duration.seconds(60)
    private static let farewell = Duration.seconds(10)

    private let settings: Settings
    private let cycle: SyncCycle
    private let reporter: Reporter
    private let inbox: TriggerInbox
    private let hooks: [Hook]

    package init(_ settings: Settings, cycle: SyncCycle, reporter: Reporter, inbox: TriggerInbox, hooks: [Hook]) {
        self.settings = settings
        self.cycle = cycle
        self.reporter = reporter
        self.inbox = inbox
        self.hooks = hooks
    }

    /// Runs until the task is cancelled or the settings say that it is over. A publish that has begun is finished.
    package func run() async -> Ending {
        var trigger = Trigger.start
        var failures = 0
        var hasSucceeded = false
        // The first sync is the one that needs most, and nothing of the start is needed for it.
        ProcessMemory.giveBack()
        while true {
            await reporter.expectSign(within: settings.longestSync + Self.patience)
            let begun = ContinuousClock.now
            let report = await cycle.run(trigger)
            await reporter.report(report)
            await tellHooks(report, isFirstSuccess: !hasSucceeded)
            if trigger == .start || report.hasDoneWork { ProcessMemory.giveBack() }
            if let error = report.error {
                if error.failure == .stopped { return await end(.stopped) }
                failures += 1
                let limit = hasSucceeded ? settings.maxFailures : settings.initialMaxFailures
                if let limit, failures >= limit { return await end(.tooManyFailures) }
            } else {
                failures = 0
                hasSucceeded = true
                if settings.isOneTime { return await end(.done) }
            }
            if Task.isCancelled { return await end(.stopped) }
            let spent = begun.duration(to: .now)
            let wait = delay(after: report, spent: spent, failures: failures, hasSucceeded: hasSucceeded)
            await reporter.expectSign(within: wait + Self.patience)
            let asked = await inbox.next(within: wait)
            if Task.isCancelled { return await end(.stopped) }
            trigger = asked ?? (failures == 0 ? .period : .retry)
        }
    }

    private func delay(after report: CycleReport, spent: Duration, failures: Int, hasSucceeded: Bool) -> Duration {
        guard let error = report.error else {
            return settings.schedule.delay(hasSucceeded: hasSucceeded, spent: spent)
        }
        return settings.schedule.delay(
            after: error, failures: failures, hasSucceeded: hasSucceeded, jitter: Double.random(in: 0...1))
    }

    private func tellHooks(_ report: CycleReport, isFirstSuccess: Bool) async {
        let notice: PublishNotice
        if let published = PublishNotice(report) {
            notice = published
        } else if report.error == nil, isFirstSuccess, let live = report.live {
            notice = PublishNotice(alreadyLive: live)
        } else {
            return
        }
        for hook in hooks { await hook.send(notice) }
    }

    /// Lets hooks and notices arrive, all at the same time, and gives the root back.
    private func end(_ ending: Ending) async -> Ending {
        let limit = settings.isOneTime ? settings.longestSync : Self.farewell
        let haveSucceeded = await withTaskGroup(of: Bool.self) { group in
            for hook in hooks { group.addTask { await hook.finish(within: limit) } }
            group.addTask {
                await reporter.finish(within: Self.farewell)
                return true
            }
            return await group.reduce(true) { $0 && $1 }
        }
        await cycle.close()
        return ending == .done && !haveSucceeded ? .hookFailed : ending
    }
}
