import Diagnostics
import PipelineModel

/// Start and end are days of the calendar, in this order.
enum DatesAreInOrder: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            for (name, date) in [("start", pipeline.model.start), ("end", pipeline.model.end)] {
                guard let date, !date.exists else { continue }
                reportMissing(date, at: pipeline.sources.location(of: name), &report)
            }
            if case .moment(let date, _, _, _) = pipeline.model.deadline?.start, !date.exists {
                reportMissing(date, at: pipeline.sources.location(of: "deadline"), &report)
            }
            if case .days(let days) = pipeline.model.schedule, let date = days.days.first(where: { !$0.exists }) {
                reportMissing(date, at: pipeline.sources.schedule ?? pipeline.sources.pipeline, &report)
            }
            if pipeline.model.start == nil, let reason = pipeline.model.needOfStart {
                report.add(
                    .neverStarts, "pipeline `\(pipeline.model.id)` has no start, and \(reason)",
                    at: pipeline.sources.location(of: "start"), fix: "name a `start`, or take the other out")
            }
            if pipeline.model.start == nil, pipeline.model.startTime != nil {
                report.add(
                    .neverStarts, "pipeline `\(pipeline.model.id)` has a time of its first day, and no first day",
                    at: pipeline.sources.location(of: "startTime"), fix: "name a `start`, or take `startTime` out")
            }
            if let start = pipeline.model.start, let end = pipeline.model.end, end < start {
                report.add(
                    .endBeforeStart, "pipeline `\(pipeline.model.id)` ends on \(end), before its start on \(start)",
                    at: pipeline.sources.location(of: "end"), fix: "exchange the two, or take the end out")
            } else if pipeline.model.end != nil, let times = FireTimes(pipeline.model),
                times.next(after: UnixTime(times.start.seconds - 1)) != nil,
                PlannedRun.next(1, of: pipeline.model, after: UnixTime(times.start.seconds - 1)).isEmpty
            {
                report.add(
                    .endBeforeStart, "pipeline `\(pipeline.model.id)` ends before its schedule has started a run",
                    at: pipeline.sources.location(of: "end"), fix: "let it end later, or start earlier")
            }
        }
    }
}

extension PipelineModel {
    /// Why it would never run without a start, as the end of a sentence.
    fileprivate var needOfStart: String? {
        if schedule == .continuous { return "runs without a pause begin with one" }
        return catchUp && (schedule.cron != nil || schedule.hasSteps) ? "nothing says from when on to catch up" : nil
    }
}

extension ScheduleModel {
    fileprivate var hasSteps: Bool {
        switch self {
        case .every, .days: true
        default: false
        }
    }
}

extension DatesAreInOrder {
    private static func reportMissing(
        _ date: CalendarDate, at location: SourceLocation, _ report: inout DiagnosticReport
    ) {
        report.add(
            .badDate, "the calendar has no day \(date)", at: location,
            fix: "name a day from 1 to the last of the month")
    }
}
