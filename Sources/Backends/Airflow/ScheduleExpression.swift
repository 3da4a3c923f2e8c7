import CodeModels
import PipelineModel

/// A schedule as an argument of `DAG`.
///
/// Timetables are always named: a cron text means an interval on Airflow 2 and an instant on Airflow 3, so it would
/// shift the data of a run by one period from one version to the other.
enum ScheduleExpression {
    static func render(
        _ schedule: ScheduleModel, _ dialect: AirflowDialect, datasets: (DatasetModel) -> PythonExpression
    ) -> PythonExpression {
        switch schedule {
        case .manual: .none
        case .cron(let cron): self.cron(cron, dialect)
        case .every(let seconds, let window): every(seconds, window, dialect)
        case .datasets(let condition): self.condition(condition, dialect, datasets)
        case .datasetsOrCron(let condition, let cron):
            dialect.datasetsOrTimes(self.condition(condition, dialect, datasets), self.cron(cron, dialect))
        case .continuous: .string("@continuous")
        }
    }

    private static func cron(_ cron: CronModel, _ dialect: AirflowDialect) -> PythonExpression {
        let timetable =
            switch cron.window {
            case .intervalBefore: dialect.timetable("CronDataIntervalTimetable", module: "interval")
            case .instant: dialect.timetable("CronTriggerTimetable", module: "trigger")
            }
        return .call(
            timetable, [.positional(.string(cron.expression)), .keyword("timezone", .string(cron.timeZone))])
    }

    private static func every(_ seconds: Int, _ window: DataWindow, _ dialect: AirflowDialect) -> PythonExpression {
        let timetable =
            switch window {
            case .intervalBefore: dialect.timetable("DeltaDataIntervalTimetable", module: "interval")
            case .instant: dialect.timetable("DeltaTriggerTimetable", module: "trigger")
            }
        return .call(timetable, [.positional(.timedelta(seconds))])
    }

    private static func condition(
        _ condition: DatasetCondition, _ dialect: AirflowDialect, _ datasets: (DatasetModel) -> PythonExpression
    ) -> PythonExpression {
        switch condition {
        case .updated(let dataset): .list([datasets(dataset)])
        case .all(let parts): dialect.allAssets(parts.map { operand($0, dialect, datasets) })
        case .any(let parts): dialect.anyAsset(parts.map { operand($0, dialect, datasets) })
        }
    }

    private static func operand(
        _ condition: DatasetCondition, _ dialect: AirflowDialect, _ datasets: (DatasetModel) -> PythonExpression
    ) -> PythonExpression {
        if case .updated(let dataset) = condition { return datasets(dataset) }
        return self.condition(condition, dialect, datasets)
    }
}
