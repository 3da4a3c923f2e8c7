package import PipelineModel

/// Why runs of a schedule have no window that holds anything.
package enum WindowLack: Sendable {
    case empty
    case missing
    case partitioned
    /// Templates that somebody wrote by hand know nothing of it.
    case untold

    package var words: String {
        switch self {
        case .empty: "ends where it starts"
        case .missing: "a run started by datasets may not have"
        case .untold: "templates take for a moment"
        case .partitioned: "a run about a partition does not have; its key is `\\(.partitionKey)`"
        }
    }

    package var fix: String {
        switch self {
        case .empty, .partitioned: "give the pipeline a schedule with intervals, or suppress the warning with a reason"
        case .untold: "write `\\(.windowStart)`, which begins at the day before in the calendar"
        case .missing:
            "use `\\(.windowStart)` and `\\(.windowEnd)`, and let pipelines whose schedules have intervals write the "
                + "datasets: their windows are taken then; or suppress the warning with a reason"
        }
    }
}

extension ScheduleModel {
    /// Why its runs have no window that holds anything; nil when they have one.
    package var windowLack: WindowLack? {
        switch self {
        case .manual, .once: .empty
        case .cron(let cron): cron.window == .instant ? .empty : nil
        case .every(_, let window): window == .instant ? .empty : nil
        case .timetable(let timetable): timetable.window == .instant ? .empty : nil
        case .days(let days): days.coversIntervals ? .untold : .empty
        case .datasets, .datasetsOrCron: .missing
        case .timedPartitions, .datasetPartitions, .runtimePartitions: .partitioned
        // Each window begins where the last one has ended.
        case .continuous: nil
        }
    }
}
