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

/// Covers the time since the trading day before, wherever texts ask for it.
struct TradingWindow: Pipeline {
    let id: PipelineID = "trading_window"
    let schedule: Schedule = .businessDays(
        of: .trading, at: "18:30", in: "Europe/Berlin", covering: .intervalBefore)
    let owner: Owner = .team("tests")
    let macros = [Self.weekOf]
    let notifications: [Notification] = [.onSuccess(Self.note, saying: "run since \(.windowStart)")]

    private static let weekOf = TemplateFunction("week_of", in: "dates.py")
    private static let note = Notification.Channel.notifier(
        "kinds_python.callbacks.Note", text: "words", ["mark": "told", "times": 1])

    var flow: some Flow {
        Bash("read", "echo \(.windowStart) \(.windowEnd) >> $NOTES")
        Bash("local", "echo local \(.windowStart(.day, in: "Europe/Berlin")) \(.windowStart("%H")) >> $NOTES")
        Bash("each", "echo \(.item) \(.windowStart(.day)) \(.macro(Self.weekOf, "\(.windowStart)")) >> $NOTES")
            .mapped(over: .list(["eu"]))
            .notifies(.onSuccess(Self.note, saying: "task since \(.windowStart)"))
    }
}
