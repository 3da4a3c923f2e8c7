import CodeModels
import Compiler
import PipelineModel

/// The state that ends runs for which a schedule has no use: before a pipeline's first day, after its last, or on a day
/// that its calendar does not have. EventBridge Scheduler knows no calendars, and takes no first day that has passed.
struct RunCalendar {
    private let pipeline: PipelineModel

    init(_ pipeline: PipelineModel) {
        self.pipeline = pipeline
    }

    /// Nothing for a pipeline that has no times. What a person starts for a window is never ended.
    func states(to next: String) -> [MachineState] {
        guard SchedulerExpression.of(pipeline.schedule)?.isEmpty == false else { return [] }
        let given = JSONataExpression.field(
            .field(.field(.field(.variable("states"), "context"), "Execution"), "Input"), "time")
        let conditions = days + calendar
        guard !conditions.isEmpty else { return [] }
        let isScheduled = JSONataExpression.call("exists", [given])
        let rule = ChoiceRule(
            condition: .operation(.not(isScheduled), .or, .joined(conditions, by: .and)), next: next)
        return [
            MachineState(StateNames.calendar, .choice([rule], otherwise: StateNames.notItsTime)),
            MachineState(StateNames.notItsTime, .succeed),
        ]
    }

    /// Source: Airflow compares both with the logical date of a run.
    private var days: [JSONataExpression] {
        guard let zone = ZoneRules(pipeline.schedule.zone) else { return [] }
        let date = JSONataExpression.call("toMillis", [JSONataText.run(JSONataText.Field.date)])
        let first = pipeline.start.map {
            zone.time(ofClock: CivilDay($0).number * 86_400 + pipeline.startSecond).seconds * 1_000
        }
        let last = pipeline.end.map { zone.time(ofClock: CivilDay($0).number * 86_400 + 86_399).seconds * 1_000 }
        return (first.map { [.operation(date, .atLeast, .int($0))] } ?? [])
            + (last.map { [.operation(date, .atMost, .int($0))] } ?? [])
    }

    private var calendar: [JSONataExpression] {
        guard case .days(let days) = pipeline.schedule, let zone = ZoneRules(days.timeZone) else { return [] }
        let minutes = days.days.map {
            zone.time(ofClock: CivilDay($0).number * 86_400 + days.hour * 3_600 + days.minute * 60).seconds / 60
        }
        let end = JSONataExpression.call("toMillis", [JSONataText.run(JSONataText.Field.end)])
        return [.operation(.operation(end, .divide, .int(60_000)), .isIn, .array(minutes.map { .int($0) }))]
    }
}
