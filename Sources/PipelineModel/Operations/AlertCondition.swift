/// When an alert is raised, in terms that no monitoring system owns. Times are in seconds.
package enum AlertCondition: Hashable, Sendable, Codable {
    /// Always, so that its silence tells.
    case always

    // Components.

    /// Fewer instances show that they live than there are to be.
    case down(LivenessModel, instances: Int)
    /// A share of what was done in a time failed, and so many at least.
    case failing(SeriesModel, of: SeriesModel, above: ShareModel, within: Int, least: Int)
    /// A gauge was beyond a bound in each sample of a time.
    case level(SeriesModel, LevelBound, within: Int)
    /// Less than a share is free of something.
    case littleFree(SeriesModel, of: SeriesModel, below: ShareModel)
    /// Processors were idle for less than a share of a time.
    case busy(SeriesModel, above: ShareModel, within: Int)
    /// Less a second than a number was done over a time, or nothing at all is seen.
    case slow(SeriesModel, below: Int, within: Int)
    /// A moment lies longer back. A timestamp of 0 stands for never and is no moment.
    case old(SeriesModel, seconds: Int)
    /// A moment that a component shows lies longer back, or is not seen at all.
    case overdue(SeriesModel, of: String, within: Int)
    /// Something never happened: its timestamp is 0.
    case never(SeriesModel)
    /// A counter grew within a time.
    case happened(SeriesModel, within: Int)

    // Pipelines.

    /// The last success lies longer back than this.
    case stale(within: Int)
    /// A run failed within the last so many seconds.
    case runFailed(within: Int)
    /// More runs than these failed within a time.
    case tooManyFailures(moreThan: Int, within: Int)
    /// The error budget is used up at more than a pace, over a long and a short time, by so many failures at least.
    case budgetBurns(BurnModel)
    /// No success since the last deadline's run was due.
    case late(DailyDeadlineModel)
    /// So many seconds are left until the deadline, and there was no success yet.
    case atRisk(DailyDeadlineModel, seconds: Int)
    /// Fewer rows than these passed the checks of a task, by its last result in a time.
    case poor(below: ShareModel, within: Int)
    /// Two layers differ by more than a share, by a task's last result in a time.
    case inconsistent(above: ShareModel, within: Int)
    /// Runs have succeeded within a time, and a task has left no result.
    case unmeasured(tasks: [String], within: Int)
}

extension AlertCondition {
    /// The series of a component that it reads.
    package var series: [SeriesModel] {
        switch self {
        case .failing(let part, let whole, _, _, _), .littleFree(let part, let whole, _): [part, whole]
        case .level(let series, _, _), .busy(let series, _, _), .slow(let series, _, _), .old(let series, _),
            .overdue(let series, _, _), .never(let series), .happened(let series, _),
            .down(.heartbeat(let series, _), _),
            .down(.gauge(let series), _):
            [series]
        case .always, .down, .stale, .runFailed, .tooManyFailures, .budgetBurns, .late, .atRisk, .poor, .inconsistent,
            .unmeasured:
            []
        }
    }

    /// Seconds for which it holds after what it tells of has happened, where that is over at once; nil where it holds for as
    /// long as something is wrong.
    package var passes: Int? {
        switch self {
        case .runFailed(let time), .happened(_, let time): time
        case .always, .down, .failing, .level, .littleFree, .busy, .slow, .old, .overdue, .never, .stale,
            .tooManyFailures, .budgetBurns, .late, .atRisk, .poor, .inconsistent, .unmeasured:
            nil
        }
    }

    /// Whether each series is told by itself, with its own labels, and not all of a component at once.
    package var tellsSeries: Bool {
        switch self {
        case .level, .littleFree, .old, .never, .happened: true
        case .always, .down, .failing, .busy, .slow, .overdue, .stale, .runFailed, .tooManyFailures, .budgetBurns,
            .late,
            .atRisk, .poor, .inconsistent, .unmeasured:
            false
        }
    }
}

/// A bound of a gauge.
package enum LevelBound: Hashable, Sendable, Codable {
    case above(Double)
    case below(Double)
}

/// A pace at which an error budget is used up.
///
/// Source: chapter 5 of Google's Site Reliability Workbook; the windows follow from how often the pipeline runs, so that
/// a number of failures means something.
package struct BurnModel: Hashable, Sendable, Codable {
    /// How many runs of all must succeed.
    package var objective: ShareModel
    /// Tenths of the pace that uses up the budget in the objective's whole time: 144 is 14.4.
    package var paceTenths: Int
    /// Seconds.
    package var long: Int
    package var short: Int
    package var leastFailures: Int

    package init(objective: ShareModel, paceTenths: Int, long: Int, short: Int, leastFailures: Int) {
        self.objective = objective
        self.paceTenths = paceTenths
        self.long = long
        self.short = short
        self.leastFailures = leastFailures
    }

    /// The share of failed runs above which the budget burns at the pace.
    package var failures: Double { Double(objective.rest.millionths * paceTenths) / 10_000_000 }
}

/// A time of each day at which a run must have succeeded.
package struct DailyDeadlineModel: Hashable, Sendable, Codable {
    package var hour: Int
    package var minute: Int
    package var zone: ClockTableModel
    /// Seconds before the deadline at which the day's run is due to start.
    package var lead: Int

    package init(hour: Int, minute: Int, zone: ClockTableModel, lead: Int) {
        self.hour = hour
        self.minute = minute
        self.zone = zone
        self.lead = lead
    }
}

/// What the clocks of a zone show in some years, as no monitoring system knows zones.
package struct ClockTableModel: Hashable, Sendable, Codable {
    package var name: String
    /// Seconds ahead of UTC before the first change.
    package var offset: Int
    package var changes: [Change]

    package struct Change: Hashable, Sendable, Codable {
        /// Seconds since 1970.
        package var time: Int
        /// By how many seconds clocks are put forward; negative is back.
        package var by: Int

        package init(time: Int, by: Int) {
            self.time = time
            self.by = by
        }
    }

    package init(name: String, offset: Int, changes: [Change]) {
        self.name = name
        self.offset = offset
        self.changes = changes
    }
}
