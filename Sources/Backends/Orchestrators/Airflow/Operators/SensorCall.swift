import CodeModels
import PipelineModel

extension OperatorCall {
    static func sensor(_ sensor: SensorModel, _ context: OperatorContext) -> OperatorCall {
        var call = call(for: sensor, context)
        if PipelineWait.isNeeded(for: sensor) { call.operatorClass = .name(PipelineWait.className) }
        if sensor.mode == .deferred {
            // Its name says so already.
            if !sensor.condition.isTimeOfDay { call.arguments.add("deferrable", .bool(true)) }
        } else {
            call.arguments.add("mode", sensor.mode.rawValue)
        }
        call.arguments.add("poke_interval", seconds: sensor.period)
        call.arguments.add("timeout", seconds: sensor.timeout)
        // `never_fail` skips on a time-out, too, and Airflow refuses both together.
        call.arguments.add("soft_fail", ifTrue: sensor.skipsOnTimeout && sensor.onError != .skip)
        call.arguments.add("never_fail", ifTrue: sensor.onError == .skip)
        call.arguments.add("silent_fail", ifTrue: sensor.onError == .keepWaiting)
        call.arguments.add("exponential_backoff", ifTrue: sensor.backsOff)
        return call
    }

    private static func call(for sensor: SensorModel, _ context: OperatorContext) -> OperatorCall {
        switch sensor.condition {
        case .s3Key(let connection, let bucket, let key, let isPattern):
            var call = OperatorCall("airflow.providers.amazon.aws.sensors.s3", "S3KeySensor")
            call.arguments.add("aws_conn_id", connection)
            call.arguments.add("bucket_name", literal: bucket)
            call.arguments.add("bucket_key", key)
            call.arguments.add("wildcard_match", ifTrue: isPattern)
            return call
        case .file(let connection, let path, let isRecursive):
            var call = OperatorCall("airflow.providers.standard.sensors.filesystem", "FileSensor")
            call.arguments.add("fs_conn_id", connection)
            call.arguments.add("filepath", path)
            call.arguments.add("recursive", ifTrue: isRecursive)
            return call
        case .sql(let store, let sql):
            var call = OperatorCall(
                "airflow.providers.common.sql.sensors.sql", "SqlSensor", filesEndIn: [".sql", ".hql"])
            call.arguments.add("conn_id", context.store(store).engine.connection)
            call.arguments.add("sql", sql, avoiding: call.fileEndings)
            return call
        case .http(let connection, let path, let contains): return http(connection, path, contains)
        case .bash(let command):
            var call = OperatorCall("airflow.providers.standard.sensors.bash", "BashSensor")
            call.arguments.add("bash_command", command, avoiding: [".sh", ".bash"])
            return call
        case .python(let function):
            var call = OperatorCall("airflow.providers.standard.sensors.python", "PythonSensor")
            call.arguments.add("python_callable", context.function(function.function, in: function.file))
            call.arguments.add("op_kwargs", context.items(function.arguments))
            return call
        case .custom(let model): return custom(model, context)
        case .pipeline(let run): return pipeline(run, context)
        case .delay(let seconds):
            var call = OperatorCall("airflow.providers.standard.sensors.time_delta", "TimeDeltaSensor")
            call.arguments.add("delta", seconds: seconds)
            return call
        case .timeOfDay(let hour, let minute, let zone):
            let name: PythonIdentifier = sensor.mode == .deferred ? "DateTimeSensorAsync" : "DateTimeSensor"
            var call = OperatorCall("airflow.providers.standard.sensors.date_time", name)
            let time = "replace(hour=\(hour), minute=\(minute), second=0, microsecond=0)"
            let end = JinjaText.moment(context.pipeline.time(.windowEnd, in: zone))
            call.arguments.add("target_time", "{{ \(end).\(time) }}")
            return call
        }
    }

    private static func http(_ connection: String, _ path: RuntimeText, _ contains: String?) -> OperatorCall {
        var call = OperatorCall("airflow.providers.http.sensors.http", "HttpSensor")
        call.arguments.add("http_conn_id", connection)
        call.arguments.add("endpoint", path)
        if let contains {
            let text = PythonExpression.attribute(.name("response"), "text")
            call.arguments.add(
                "response_check", .lambda(["response"], .comparison(.string(contains), [.init(.in, text)])))
        }
        return call
    }

    /// A failure of the other run ends the wait at once, and so does a run that cannot exist.
    private static func pipeline(_ run: ExternalRun, _ context: OperatorContext) -> OperatorCall {
        var call = OperatorCall(PipelineWait.operatorClass)
        call.arguments.add("external_dag_id", run.reference.pipeline)
        let isGroup = run.reference.isGroup == true
        call.arguments.add(isGroup ? "external_task_group_id" : "external_task_id", run.reference.task)
        if run.whenSkipped == .goOn {
            call.arguments.add("allowed_states", [.string("success"), .string("skipped")])
        }
        if run.whenSkipped == .skip { call.arguments.add("skipped_states", [.string("skipped")]) }
        let failures =
            (run.reference.task == nil ? ["failed"] : ["failed", "upstream_failed"])
            + (run.whenSkipped == .fail ? ["skipped"] : [])
        call.arguments.add("failed_states", failures.map { .string($0) })
        call.arguments.add("execution_delta", seconds: run.offset == 0 ? nil : run.offset)
        call.arguments.add("execution_date_fn", run.clock.map(dateOfRun))
        call.arguments.add("check_existence", ifTrue: run.mustExist)
        return call
    }

    /// Of a logical date, which is one of pendulum, the date of the run that is waited for.
    private static func dateOfRun(at clock: ExternalRun.Clock) -> PythonExpression {
        func call(_ value: PythonExpression, _ method: PythonIdentifier, _ arguments: [PythonArgument])
            -> PythonExpression
        {
            .call(.attribute(value, method), arguments)
        }
        var date = call(.name("logical_date"), "in_timezone", [.positional(.string(clock.timeZone))])
        if clock.daysBefore > 0 { date = call(date, "subtract", [.keyword("days", .int(clock.daysBefore))]) }
        let time = [clock.hour] + (clock.minute == 0 ? [] : [clock.minute])
        return .lambda(["logical_date"], call(date, "at", time.map { .positional(.int($0)) }))
    }
}

extension SensorModel.Condition {
    fileprivate var isTimeOfDay: Bool {
        if case .timeOfDay = self { true } else { false }
    }
}
