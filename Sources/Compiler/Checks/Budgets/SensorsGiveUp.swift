import Diagnostics
import PipelineModel

/// A task that waits gives up in time, and holds no worker meanwhile.
enum SensorsGiveUp: Check {
    /// How many runs may be active at once by default.
    private static let defaultRuns = 16
    /// Seconds that a sensor may sit on a worker's slot without anybody minding.
    private static let shortWait = 600

    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            for task in pipeline.tasks {
                guard case .sensor(let sensor) = task.kind, !sensor.isForTime else { continue }
                let location = task.location
                checkTimeout(sensor, task, pipeline, at: location, &report)
                checkPeriod(sensor, task, at: location, &report)
                guard sensor.mode == .poke, (sensor.timeout ?? .max) > shortWait else { continue }
                report.add(
                    .pokingSensor, "sensor `\(task.path)` keeps a worker's slot for as long as it waits", at: location,
                    fix: "write `.deferred()`, or mode `.reschedule`")
            }
        }
    }

    private static func checkPeriod(
        _ sensor: SensorModel, _ task: CheckContext.Task, at location: SourceLocation, _ report: inout DiagnosticReport
    ) {
        guard let period = sensor.period, let timeout = sensor.timeout, period >= timeout, timeout > 0 else { return }
        report.add(
            .singleLook,
            "sensor `\(task.path)` looks every \(period) s and gives up after \(timeout) s: it looks once",
            at: location, fix: "look more often, or wait longer")
    }

    private static func checkTimeout(
        _ sensor: SensorModel, _ task: CheckContext.Task, _ pipeline: CheckContext.Pipeline,
        at location: SourceLocation,
        _ report: inout DiagnosticReport
    ) {
        let limit = [
            sensor.timeout, task.policies.timeout ?? pipeline.model.defaults.timeout, pipeline.model.runTimeout,
        ]
        .compactMap(\.self).min()
        guard let limit else {
            report.add(
                .patientSensor, "nothing ends the wait of sensor `\(task.path)` before a week is over", at: location,
                fix: "write `.givingUp(after:)`")
            return
        }
        let runs = pipeline.model.maximumActiveRuns ?? defaultRuns
        guard runs > 0, let times = FireTimes(pipeline.model), !times.haveInterval(ofAtLeast: (limit - 1) / runs + 1)
        else { return }
        report.add(
            .longWait,
            "sensor `\(task.path)` may wait \(limit) s, and by then \(runs) runs wait and no other can start",
            at: location, fix: "let it give up sooner, or allow more active runs")
    }
}

extension SensorModel {
    /// Whether it waits for a time, which comes.
    fileprivate var isForTime: Bool {
        switch condition {
        case .delay, .timeOfDay: true
        case .s3Key, .file, .sql, .http, .pipeline, .bash, .python, .custom: false
        }
    }
}
