import CodeModels
import PipelineModel

extension TaskWork {
    static func sensor(_ sensor: SensorModel, _ context: WorkContext) -> TaskWork {
        switch sensor.condition {
        case .s3Key(_, let bucket, let key, _): return .poll(object(key, in: bucket, sensor))
        case .delay(let seconds):
            let end = JSONataExpression.call("toMillis", [JSONataText.run(JSONataText.Field.end)])
            return .wait(until: .call("fromMillis", [.operation(end, .add, .int(seconds * 1000))]))
        case .timeOfDay(let hour, let minute, let zone):
            return .wait(until: time(hour: hour, minute: minute, zone))
        case .pipeline(let run): return .poll(end(of: run, sensor, context))
        case .file, .sql, .http, .bash, .python, .custom:
            preconditionFailure("a checked project asks Step Functions for no such sensor")
        }
    }

    /// Whether an object is there, by the list of objects whose keys begin so.
    private static func object(_ key: RuntimeText, in bucket: String, _ sensor: SensorModel) -> Poll {
        let arguments: JSONataTemplate = .object([
            .init("Bucket", .text(bucket)), .init("Prefix", JSONataText.template(key)),
            .init("MaxKeys", .known(.int(1))),
        ])
        let first = JSONataExpression.field(.filter(.field(RunRecord.result, "Contents"), .int(0)), "Key")
        return Poll(
            look: ServiceCall(
                service: "aws-sdk", action: "s3:listObjectsV2", pattern: .answered, arguments: arguments,
                permissions: [Permission(["s3:ListBucket"], on: ["arn:aws:s3:::\(bucket)"])]),
            endings: [.init(when: .operation(first, .equal, JSONataText.expression(key)), state: .success)],
            period: sensor.period ?? defaultPeriod, timeout: sensor.timeout ?? defaultTimeout,
            whenLate: sensor.skipsOnTimeout ? .skipped : .failed)
    }

    /// How the run has ended, or a task of it, by what it has left in the table of runs when it ended.
    private static func end(of run: ExternalRun, _ sensor: SensorModel, _ context: WorkContext) -> Poll {
        let account = RunAccount(of: run.reference.pipeline, context.names)
        let date = JSONataExpression.operation(
            .call("toMillis", [JSONataText.run(JSONataText.Field.date)]), .subtract, .int((run.offset ?? 0) * 1_000))
        let ended = run.reference.task.map(account.state(ofTask:)) ?? account.state
        func has(_ states: EndState...) -> JSONataExpression {
            .operation(ended, .isIn, .array(states.map(\.expression)))
        }
        var endings = [Poll.Ending(when: has(.success), state: .success)]
        switch run.whenSkipped {
        case .keepWaiting: break
        case .goOn: endings.append(.init(when: has(.skipped), state: .success))
        case .skip: endings.append(.init(when: has(.skipped), state: .skipped))
        case .fail: endings.append(.init(when: has(.skipped), state: .failed))
        }
        endings.append(.init(when: has(.failed, .upstreamFailed), state: .failed))
        return Poll(
            look: account.look(at: JSONataText.instant(date)), endings: endings,
            period: sensor.period ?? defaultPeriod, timeout: sensor.timeout ?? defaultTimeout,
            whenLate: sensor.skipsOnTimeout ? .skipped : .failed)
    }

    /// Seconds. Source: `BaseSensorOperator` of Airflow 3.3.
    static let defaultPeriod = 60
    static let defaultTimeout = 7 * 86_400

    /// The time on the day, in the zone, on which the run's window ends.
    private static func time(hour: Int, minute: Int, _ zone: String) -> JSONataExpression {
        let end = JSONataExpression.call("toMillis", [JSONataText.run(JSONataText.Field.end)])
        let offset = TimeText.offset(of: zone, at: .windowEnd)
        let day = JSONataExpression.call("fromMillis", [end, .string("[Y0001]-[M01]-[D01]"), offset])
        let clock = "T\(padded(hour)):\(padded(minute)):00"
        let written = JSONataExpression.joined([day, .string(clock), offset], by: .join)
        return .call("fromMillis", [.call("toMillis", [written, .string(TimeText.iso + "[Z0000]")])])
    }

    private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
