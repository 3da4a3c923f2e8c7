package import PipelineModel

/// What a pipeline or a dataset promises to those who use it. It becomes rules, alerts with their tests, a panel and a
/// page; the environment's routes say who hears when it is broken.
public struct Objective: Sendable {
    package private(set) var model: ObjectiveModel

    private init(_ promise: ObjectiveModel.Promise, _ severity: Alert.Severity) {
        model = ObjectiveModel(promise, severity: severity.model)
    }

    /// There is a successful run in any stretch of this length: the interval of the schedule, the time that a run takes
    /// and what it may be late.
    public static func fresh(within time: Duration, severity: Alert.Severity = .critical) -> Objective {
        Objective(.fresh(within: time.wholeSeconds), severity)
    }

    /// A dataset that the pipeline writes is never older than this.
    public static func fresh<Row>(
        _ dataset: Dataset<Row>, within time: Duration, severity: Alert.Severity = .critical
    ) -> Objective {
        var objective = fresh(within: time, severity: severity)
        objective.model.dataset = dataset.model.name
        return objective
    }

    /// As fresh as the schedule lets it be, and so much later. Says nothing of what no clock starts.
    public static func freshAsScheduled(
        grace: Duration, severity: Alert.Severity = .critical
    ) -> Objective {
        Objective(.freshAsScheduled(grace: grace.wholeSeconds), severity)
    }

    /// No run fails unheard.
    public static func runsDoNotFail(severity: Alert.Severity = .critical) -> Objective {
        Objective(.runsDoNotFail, severity)
    }

    /// So many of the last so many runs succeed: what suits runs that one can count.
    public static func runsSucceed(
        atLeast count: Int, ofLast runs: Int, severity: Alert.Severity = .warning
    ) -> Objective {
        Objective(.runsSucceed(atLeast: count, ofLast: runs), severity)
    }

    /// Such a share of the runs succeeds: what suits runs that come every few minutes.
    public static func runsSucceed(
        _ share: Percent, over time: Duration, severity: Alert.Severity = .critical
    ) -> Objective {
        Objective(.runsSucceedShare(share.share, over: time.wholeSeconds), severity)
    }

    /// The run of each day has succeeded by a time of the clock.
    ///
    /// - Parameter warning: how long before it people hear that it has not yet.
    public static func onTime(
        by time: TimeOfDay, in zone: TimeZone, warning: Duration? = nil, severity: Alert.Severity = .critical
    ) -> Objective {
        Objective(
            .onTime(hour: time.hour, minute: time.minute, zone: zone.name, warning: warning?.wholeSeconds), severity)
    }

    /// So many of the rows that its quality checks look at pass.
    public static func quality(atLeast share: Percent, severity: Alert.Severity = .warning) -> Objective {
        Objective(.quality(atLeast: share.share), severity)
    }

    /// The layers that its reconciliations compare differ by no more.
    public static func consistent(within share: Percent, severity: Alert.Severity = .critical) -> Objective {
        Objective(.consistent(within: share.share), severity)
    }
}
