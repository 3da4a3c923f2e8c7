/// When runs start and which window of data each covers.
package enum ScheduleModel: Hashable, Sendable, Codable {
    case manual
    case cron(CronModel)
    /// Every so many seconds, counted from the start date.
    case every(seconds: Int, window: DataWindow)
    case datasets(DatasetCondition)
    /// When datasets were updated, and at times in any case.
    case datasetsOrCron(DatasetCondition, CronModel)
    /// The next run starts when the last one has ended.
    case continuous
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

/// Which updates of datasets start a run.
package indirect enum DatasetCondition: Hashable, Sendable, Codable {
    case updated(DatasetModel)
    case all([DatasetCondition])
    case any([DatasetCondition])
}

/// A day in the proleptic Gregorian calendar, without a zone.
package struct CalendarDate: Hashable, Sendable, Codable, Comparable {
    package var year: Int
    package var month: Int
    package var day: Int

    package init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    package static func < (left: CalendarDate, right: CalendarDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }
}

extension ScheduleModel {
    /// Whether updates of datasets start runs, which then have no window of their own on Airflow 3.
    package var isStartedByUpdates: Bool {
        switch self {
        case .datasets, .datasetsOrCron: true
        case .manual, .cron, .every, .continuous: false
        }
    }
}
