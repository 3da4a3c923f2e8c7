/// When runs start and which window of data each covers.
package enum ScheduleModel: Hashable, Sendable, Codable {
    case manual
    case cron(CronModel)
    /// Every so many seconds, counted from the start date.
    case every(seconds: Int, window: DataWindow)
    /// On days that no expression says.
    case days(DaysModel)
    case datasets(DatasetCondition)
    /// When datasets were updated, and at times in any case.
    case datasetsOrCron(DatasetCondition, CronModel)
    /// The next run starts when the last one has ended.
    case continuous
    /// One run, at the start date.
    case once
    /// Each run is about one partition, whose key is made of the run's time.
    case timedPartitions(CronModel, PartitionKeyModel)
    /// A run for each partition that updates of datasets make ready. Datasets that are not mapped keep their keys.
    case datasetPartitions(DatasetCondition, [PartitionMappingModel])
    /// When somebody starts it; what a run writes has the partitions that its tasks name while they run.
    case runtimePartitions
    /// A timetable of the user's own.
    case timetable(TimetableModel)
}

extension ScheduleModel {
    /// Which updates of datasets start a run.
    package var condition: DatasetCondition? {
        switch self {
        case .datasets(let condition), .datasetsOrCron(let condition, _), .datasetPartitions(let condition, _):
            condition
        case .manual, .cron, .every, .days, .continuous, .once, .timedPartitions, .runtimePartitions, .timetable: nil
        }
    }

    /// The cron expression in it, if there is one.
    package var cron: CronModel? {
        switch self {
        case .cron(let cron), .datasetsOrCron(_, let cron), .timedPartitions(let cron, _): cron
        case .manual, .every, .days, .datasets, .continuous, .once, .datasetPartitions, .runtimePartitions, .timetable:
            nil
        }
    }

    /// The datasets whose updates start a run, each once.
    package var datasets: [DatasetModel] {
        var known: Set<String> = []
        return condition?.datasets.filter { known.insert($0.uri).inserted } ?? []
    }

    /// The zone in which its dates and times are meant.
    package var zone: String {
        if case .days(let days) = self { return days.timeZone }
        return cron?.timeZone ?? "UTC"
    }

    /// Whether a run covers the time since the day before in a list of days. What runs it may know only the day itself.
    package var coversTimeBetweenDays: Bool {
        if case .days(let days) = self { days.coversIntervals } else { false }
    }

    /// Whether a run is about one partition of the data.
    package var isPartitioned: Bool {
        switch self {
        case .timedPartitions, .datasetPartitions, .runtimePartitions: true
        case .manual, .cron, .every, .days, .datasets, .datasetsOrCron, .continuous, .once, .timetable: false
        }
    }
}

/// The data that a run is about.
package enum DataWindow: String, Hashable, Sendable, Codable {
    /// From the previous fire time to this one.
    case intervalBefore
    /// The fire time itself, with no interval.
    case instant
}

/// Five-field cron in a time zone.
package struct CronModel: Hashable, Sendable, Codable {
    package var expression: String
    /// A name from the IANA time zone database.
    package var timeZone: String
    package var window: DataWindow

    package init(expression: String, timeZone: String, window: DataWindow) {
        self.expression = expression
        self.timeZone = timeZone
        self.window = window
    }
}

/// A time of the clock on each of some days.
package struct DaysModel: Hashable, Sendable, Codable {
    /// Each once, in their order.
    package var days: [CalendarDate]
    package var hour: Int
    package var minute: Int
    /// A name from the IANA time zone database.
    package var timeZone: String
    /// What people call these days.
    package var name: String?
    /// Nil for a run that is about the moment itself.
    package var window: DataWindow?

    package init(
        days: [CalendarDate], hour: Int, minute: Int, timeZone: String, name: String?, window: DataWindow? = nil
    ) {
        self.days = days
        self.hour = hour
        self.minute = minute
        self.timeZone = timeZone
        self.name = name
        self.window = window
    }

    package var coversIntervals: Bool { window == .intervalBefore }
}

/// A timetable that the orchestrator has registered, by the import path of its class.
package struct TimetableModel: Hashable, Sendable, Codable {
    package var path: String
    /// The path in the orchestrator's version before, where it is another one.
    package var earlierPath: String?
    package var arguments: [ValueModel.Entry]
    package var window: DataWindow

    package init(path: String, earlierPath: String?, arguments: [ValueModel.Entry], window: DataWindow) {
        self.path = path
        self.earlierPath = earlierPath
        self.arguments = arguments
        self.window = window
    }
}

/// Which updates of datasets start a run.
package indirect enum DatasetCondition: Hashable, Sendable, Codable {
    case updated(DatasetModel)
    /// A task has attached a dataset to an alias of this name.
    case alias(String)
    case all([DatasetCondition])
    case any([DatasetCondition])

    /// Every dataset in it, as often as it is named.
    package var datasets: [DatasetModel] {
        switch self {
        case .updated(let dataset): [dataset]
        case .alias: []
        case .all(let parts), .any(let parts): parts.flatMap(\.datasets)
        }
    }

    /// Every alias in it, as often as it is named.
    package var aliases: [String] {
        switch self {
        case .updated: []
        case .alias(let name): [name]
        case .all(let parts), .any(let parts): parts.flatMap(\.aliases)
        }
    }
}

extension ScheduleModel {
    /// Whether updates of datasets start runs, which then may have no window of their own.
    package var isStartedByUpdates: Bool {
        switch self {
        case .datasets, .datasetsOrCron: true
        case .manual, .cron, .every, .days, .continuous, .once, .timedPartitions, .datasetPartitions,
            .runtimePartitions, .timetable:
            false
        }
    }
}
