import DagDSL
import PipelineModel

extension Store {
    fileprivate static let lake = Store("lake", uri: "s3://lake")
}

extension Dataset where Row == Total {
    fileprivate static var daily: Dataset<Total> { Dataset("daily_totals", in: .lake, path: "daily_totals") }
}

/// Writes a dataset for a window of its own.
struct DailyWriter: Pipeline {
    let id: PipelineID = "daily_writer"
    let schedule: Schedule = .daily(at: "00:00", in: .utc)
    let owner: Owner = .team("tests")

    var flow: some Flow {
        writing(Bash("write", "true"), .daily)
    }
}

/// Started by that dataset, and about the window that was written.
struct UpdateReader: Pipeline {
    let id: PipelineID = "update_reader"
    let schedule: Schedule = .onUpdate(of: .dataset(Dataset<Total>.daily))
    let owner: Owner = .team("tests")

    var flow: some Flow {
        Bash("read", "echo \(.windowStart) \(.windowEnd) >> $NOTES")
        Bash("month", "echo \(.windowStart("%Y/%m")) \(.windowEnd(.hour, in: "Europe/Berlin")) >> $NOTES")
    }
}

private func writing(_ task: Bash, _ dataset: Dataset<Total>) -> Bash {
    var copy = task
    copy.declaration.model.writes.append(dataset.model)
    return copy
}

/// The forms of a window that the schedule itself gives.
struct MonthlyWindow: Pipeline {
    let id: PipelineID = "monthly_window"
    let schedule: Schedule = .monthly(on: 1, at: "00:00", in: "Europe/Berlin")
    let owner: Owner = .team("tests")

    var flow: some Flow {
        Bash("utc", "echo utc \(.windowStart("%Y/%m")) \(.windowEnd(.compactDay)) >> $NOTES")
        Bash("local", "echo local \(.windowStart("%Y/%m", in: "Europe/Berlin")) >> $NOTES")
        Bash("date", "echo date \(.logicalDate(.month)) 100%d \(.windowStart("100%%")) >> $NOTES")
    }
}
