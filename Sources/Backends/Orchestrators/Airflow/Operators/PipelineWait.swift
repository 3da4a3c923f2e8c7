import CodeModels
import Compiler
import PipelineModel

/// The class behind the waits of a file for other runs that are skipped when they have waited in vain.
///
/// Airflow's own sensor is then skipped when the other run fails, too, so that nobody hears of it.
/// Source: `ExternalTaskSensor._handle_failed_states` of the standard provider 1.21.
enum PipelineWait {
    static let className: PythonIdentifier = "PipelineWait"

    static let operatorClass = PythonExpression.imported(
        "airflow.providers.standard.sensors.external_task", "ExternalTaskSensor")

    static func isNeeded(for sensor: SensorModel) -> Bool {
        guard case .pipeline = sensor.condition else { return false }
        return sensor.skipsOnTimeout && sensor.onError == .fail && sensor.mode != .deferred
    }

    static func isNeeded(in graph: TaskGraph) -> Bool {
        graph.tasks.contains { task in
            if case .sensor(let sensor) = task.kind { isNeeded(for: sensor) } else { false }
        }
    }

    static var definition: PythonStatement {
        let method: PythonIdentifier = "_handle_failed_states"
        let count = PythonExpression.name("count_failed")
        let inherited = PythonExpression.attribute(.call(.name("super"), []), method)
        return .class(
            PythonClass(
                className, bases: [operatorClass],
                docstring: "Is skipped when it has waited in vain, and fails when the other run does.",
                body: [
                    .function(
                        PythonFunction(
                            method,
                            parameters: [
                                PythonParameter("self"), PythonParameter("count_failed", annotation: .name("float")),
                            ],
                            returns: PythonExpression.none,
                            body: [
                                .if([
                                    PythonBranch(
                                        count, [.assign(.attribute(.name("self"), "soft_fail"), .bool(false))])
                                ]),
                                .expression(.call(inherited, [.positional(count)])),
                            ]))
                ]))
    }
}
