import Diagnostics
import PipelineModel

/// A schedule can be read and has a next time.
enum SchedulesFire: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            if pipeline.model.schedule.condition?.hasEmptyPart ?? false {
                report.add(
                    .neverFires, "an `.all()` or `.any()` of the schedule's condition names no dataset",
                    at: pipeline.sources.schedule, fix: "name datasets in it, or take it out")
            }
            switch pipeline.model.schedule {
            case .cron(let cron), .datasetsOrCron(_, let cron), .timedPartitions(let cron, _):
                check(cron.expression, at: pipeline.sources.schedule, &report)
            case .days(let days) where days.days.count == 1 && days.coversIntervals:
                report.add(
                    .neverFires, "a single day has none before it that a run could cover the time since",
                    at: pipeline.sources.schedule, fix: "name two days, or write `covering: .instant`")
            case .days(let days) where days.days.isEmpty:
                report.add(
                    .neverFires, "none of the days of the schedule lies between the start and the end of the pipeline",
                    at: pipeline.sources.schedule, fix: "name later days, or a calendar that covers the pipeline")
            case .every(let seconds, _) where seconds < 1:
                report.add(
                    .badCron, "a schedule of every \(seconds) seconds has no next time", at: pipeline.sources.schedule,
                    fix: "name a period of at least a second")
            case .every, .manual, .days, .datasets, .continuous, .once, .datasetPartitions, .runtimePartitions,
                .timetable:
                break
            }
        }
    }

    private static func fix(for expression: String, _ error: CronError) -> String {
        if expression.hasPrefix("@") {
            let presets = CronExpression.presets.keys.sorted()
            return suggestion(for: expression, among: presets)
                ?? "write one of \(presets.map { "`\($0)`" }.joined(separator: ", "))"
        }
        guard let field = error.field else { return "write five fields, as in `30 2 * * *`" }
        return error.reason == nil
            ? field.name(meantBy: error.text).map { "write `\($0)`" }
                ?? "write another \(field.title) than `\(error.text)`" : "write `*` for one of the two"
    }

    private static func check(_ expression: String, at location: SourceLocation?, _ report: inout DiagnosticReport) {
        do {
            guard try !CronExpression(expression).everFires else { return }
            report.add(
                .neverFires, "no month has the day that cron expression `\(expression)` asks for", at: location,
                fix: "name a day that the month has")
        } catch {
            report.add(.badCron, error.message, at: location, fix: fix(for: expression, error))
        }
    }
}

extension DatasetCondition {
    fileprivate var hasEmptyPart: Bool {
        switch self {
        case .updated, .alias: false
        case .all(let parts), .any(let parts): parts.isEmpty || parts.contains(where: \.hasEmptyPart)
        }
    }
}
