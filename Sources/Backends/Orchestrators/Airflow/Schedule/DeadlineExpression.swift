import CodeModels
import PipelineModel

/// A deadline as an argument of `DAG`.
///
/// Airflow 3 has `DeadlineAlert`; Airflow 2 has only `sla`, counted from the scheduled time, on each task.
/// Source: https://airflow.apache.org/docs/apache-airflow/stable/howto/deadline-alerts.html
enum DeadlineExpression {
    /// What Airflow 2 calls when a task has missed its `sla`.
    static func callback(_ deadline: DeadlineModel, _ context: OperatorContext) -> PythonExpression {
        if case .function(let function) = deadline.channel { return .list([ofMissedTasks(function, context)]) }
        let text = "{{ dag.dag_id }} has missed its deadline"
        return .list([NotifierCalls.callback(deadline.channel, text, context)])
    }

    /// Airflow 2 has five arguments for what it calls then, and no context. Its own notifiers make the same of them.
    private static func ofMissedTasks(
        _ function: TemplateFunctionModel, _ context: OperatorContext
    ) -> PythonExpression {
        let names: [PythonIdentifier] = ["dag", "task_list", "blocking_task_list", "slas", "blocking_tis"]
        let given = names.map { PythonDictItem.pair(.string($0.text), .name($0)) }
        return .lambda(
            names,
            .call(context.function(function.name, in: function.file), [.keyword("context", .dict(given))]))
    }

    static func render(_ deadline: DeadlineModel, _ context: OperatorContext) -> PythonExpression {
        // The context of a deadline holds the run as the REST API gives it, and nothing else.
        let text = "{{ dag_run.dag_id }} has missed its deadline: run {{ dag_run.dag_run_id }}"
        let keywords = NotifierCalls.arguments(deadline.channel, text, context).list.compactMap { argument in
            if case .keyword(let name, let value) = argument {
                PythonDictItem.pair(.string(name.text), value)
            } else {
                nil
            }
        }
        let options: [PythonArgument] = keywords.isEmpty ? [] : [.keyword("kwargs", .dict(keywords))]
        let callback = PythonExpression.call(
            .imported("airflow.sdk", kind(of: deadline.channel, context)),
            [.positional(called(by: deadline.channel, context))] + options)
        return .call(
            .imported("airflow.sdk", "DeadlineAlert"),
            [
                .keyword("reference", reference(deadline.start, of: context.pipeline.schedule)),
                .keyword("interval", .timedelta(deadline.limit)), .keyword("callback", callback),
            ])
    }

    private static func called(
        by channel: NotificationModel.Channel, _ context: OperatorContext
    ) -> PythonExpression {
        guard case .function(let function) = channel else { return NotifierCalls.notifier(channel) }
        return context.function(function.name, in: function.file)
    }

    /// The triggerer awaits what it calls, and cannot import from the DAG folder, as the executor's workers can.
    private static func kind(
        of channel: NotificationModel.Channel, _ context: OperatorContext
    ) -> PythonIdentifier {
        switch channel {
        case .function: "SyncCallback"
        case .notifier(let path, _, _, _) where path.hasPrefix(context.environment.pythonPackage + "."): "SyncCallback"
        case .slack, .email, .pagerDuty, .notifier: "AsyncCallback"
        }
    }

    private static func reference(
        _ start: DeadlineModel.Start, of schedule: ScheduleModel
    ) -> PythonExpression {
        let references = PythonExpression.imported("airflow.sdk", "DeadlineReference")
        return switch start {
        case .scheduled where schedule.isAtLogicalDate: .attribute(references, "DAGRUN_LOGICAL_DATE")
        // A run is queued at the time for which it was scheduled.
        case .scheduled: .attribute(references, "DAGRUN_QUEUED_AT")
        case .queued: .attribute(references, "DAGRUN_QUEUED_AT")
        case .averageEnd(let runs):
            .call(.attribute(references, "AVERAGE_RUNTIME"), [.keyword("max_runs", .int(runs))])
        case .moment(let day, let hour, let minute, let zone):
            .call(
                .attribute(references, "FIXED_DATETIME"), [.positional(.moment(day, hour: hour, minute: minute, zone))])
        }
    }
}

extension ScheduleModel {
    /// Whether the logical date of each run is the time for which it was scheduled.
    ///
    /// Of a run that covers an interval it is the start, a whole interval before; a run that data start, or somebody
    /// through the API, has none, and then the exception of `DeadlineReference` ends the scheduler of Airflow 3.3.
    /// Sources: `CronDataIntervalTimetable`, and `DagRun.create_dagrun` with `_process_dagrun_deadline_alerts`.
    fileprivate var isAtLogicalDate: Bool {
        switch self {
        case .cron(let cron): cron.window == .instant
        case .every(_, let window): window == .instant
        case .days(let days): !days.coversIntervals
        case .once, .continuous: true
        case .manual, .datasets, .datasetsOrCron, .timedPartitions, .datasetPartitions, .runtimePartitions, .timetable:
            false
        }
    }
}
