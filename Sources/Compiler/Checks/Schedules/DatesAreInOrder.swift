import Diagnostics
import PipelineModel

/// Start and end are days of the calendar, in this order.
enum DatesAreInOrder: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            for date in [pipeline.model.start, pipeline.model.end].compactMap(\.self) where !date.exists {
                reportMissing(date, at: pipeline.sources.pipeline, &report)
            }
            if case .moment(let date, _, _, _) = pipeline.model.deadline?.start, !date.exists {
                reportMissing(date, at: pipeline.sources.pipeline, &report)
            }
            if case .days(let days) = pipeline.model.schedule, let date = days.days.first(where: { !$0.exists }) {
                reportMissing(date, at: pipeline.sources.schedule ?? pipeline.sources.pipeline, &report)
            }
            if let start = pipeline.model.start, let end = pipeline.model.end, end < start {
                report.add(
                    .endBeforeStart, "pipeline `\(pipeline.model.id)` ends on \(end), before its start on \(start)",
                    at: pipeline.sources.pipeline, fix: "exchange the two, or take the end out")
            } else if pipeline.model.end != nil, let times = FireTimes(pipeline.model),
                times.next(after: UnixTime(times.start.seconds - 1)) != nil,
                PlannedRun.next(1, of: pipeline.model, after: UnixTime(times.start.seconds - 1)).isEmpty
            {
                report.add(
                    .endBeforeStart, "pipeline `\(pipeline.model.id)` ends before its schedule has started a run",
                    at: pipeline.sources.pipeline, fix: "let it end later, or start earlier")
            }
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
