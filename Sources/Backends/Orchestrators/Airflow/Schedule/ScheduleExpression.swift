import CodeModels
import PipelineModel

/// A schedule as an argument of `DAG`.
///
/// Timetables are always named: a cron text means an interval on Airflow 2 and an instant on Airflow 3, so it would
/// shift the data of a run by one period from one version to the other.
struct ScheduleExpression {
    let context: OperatorContext
    let names: AssetNames

    private var dialect: AirflowDialect { context.dialect }

    func render(_ schedule: ScheduleModel) -> PythonExpression {
        switch schedule {
        case .manual: .none
        case .cron(let cron): self.cron(cron)
        case .every(let seconds, let window): every(seconds, window)
        case .days(let days): self.days(days)
        case .datasets(let condition): self.condition(condition)
        case .datasetsOrCron(let condition, let cron):
            dialect.datasetsOrTimes(self.condition(condition), self.cron(cron))
        case .continuous: .string("@continuous")
        case .once: .string("@once")
        case .timedPartitions(let cron, let key): partitions(cron, key)
        case .datasetPartitions(let condition, let mappings): partitions(condition, mappings)
        case .runtimePartitions: .call(.imported("airflow.sdk", "PartitionedAtRuntime"), [])
        case .timetable(let timetable): self.timetable(timetable)
        }
    }

    private func cron(_ cron: CronModel) -> PythonExpression {
        let timetable =
            switch cron.window {
            case .intervalBefore: dialect.timetable("CronDataIntervalTimetable", module: "interval")
            case .instant: dialect.timetable("CronTriggerTimetable", module: "trigger")
            }
        return .call(
            timetable, [.positional(.string(cron.expression)), .keyword("timezone", .string(cron.timeZone))])
    }

    private func every(_ seconds: Int, _ window: DataWindow) -> PythonExpression {
        let timetable =
            switch window {
            case .intervalBefore: dialect.timetable("DeltaDataIntervalTimetable", module: "interval")
            case .instant: dialect.timetable("DeltaTriggerTimetable", module: "trigger")
            }
        return .call(timetable, [.positional(.timedelta(seconds))])
    }

    /// The class of the scheduler, on both versions: 3.3 cannot store a DAG with that of `airflow.sdk`.
    private func days(_ days: DaysModel) -> PythonExpression {
        var arguments = CallArguments()
        arguments.add("event_dates", names.times.map { .name($0) } ?? Self.moments(of: days))
        arguments.add("description", days.name.map { "\($0), \(days.days.count) days" })
        return .call(.imported("airflow.timetables.events", "EventsTimetable"), arguments.list)
    }

    /// A time of the clock on each of the days.
    static func moments(of days: DaysModel) -> PythonExpression {
        let moments = days.days.map {
            PythonExpression.moment($0, hour: days.hour, minute: days.minute, days.timeZone)
        }
        return .list(moments, layout: .expanded)
    }

    private func timetable(_ timetable: TimetableModel) -> PythonExpression {
        let path =
            switch dialect.version {
            case .v2: timetable.earlierPath ?? timetable.path
            case .v3: timetable.path
            }
        return .call(.imported(path: path), context.plainKeywords(timetable.arguments))
    }

    private func condition(_ condition: DatasetCondition) -> PythonExpression {
        switch condition {
        case .updated, .alias: .list([operand(condition)])
        case .all(let parts): dialect.allAssets(parts.map(operand))
        case .any(let parts): dialect.anyAsset(parts.map(operand))
        }
    }

    private func operand(_ condition: DatasetCondition) -> PythonExpression {
        switch condition {
        case .updated(let dataset): .name(names.dataset(dataset))
        case .alias(let name): .name(names.alias(name))
        case .all, .any: self.condition(condition)
        }
    }
}

/// Partitions, which Airflow has from 3.2 on.
extension ScheduleExpression {
    private func partitions(_ cron: CronModel, _ key: PartitionKeyModel) -> PythonExpression {
        var arguments = CallArguments()
        arguments.add("timezone", cron.timeZone)
        arguments.add("run_offset", key.offset == 0 ? nil : key.offset)
        arguments.add("key_format", key.format)
        return .call(
            .imported("airflow.sdk", "CronPartitionTimetable"),
            [.positional(.string(cron.expression))] + arguments.list)
    }

    private func partitions(_ condition: DatasetCondition, _ mappings: [PartitionMappingModel]) -> PythonExpression {
        let datasets = condition.datasets
        var known: Set<String> = []
        let items = mappings.compactMap { entry -> PythonDictItem? in
            guard entry.mapping != .same, let dataset = datasets.first(where: { $0.uri == entry.uri }),
                known.insert(entry.uri).inserted
            else { return nil }
            return .pair(.name(names.dataset(dataset)), PartitionMapper(format: entry.format).render(entry.mapping))
        }
        var arguments = CallArguments()
        arguments.add("assets", operand(condition))
        arguments.add("partition_mapper_config", items)
        return .call(.imported("airflow.sdk", "PartitionedAssetTimetable"), arguments.list)
    }
}
