import CodeModels
import Compiler
import PipelineModel

/// The class behind the triggers of a file whose runs are about the window of the run that starts them.
///
/// Airflow 3 infers the interval of a run that a task starts from `run_after`, by default the present, and no longer
/// from its logical date, and the operator renders no template there.
/// Sources: `_trigger_dag` in `airflow.api.common.trigger_dag` of Airflow 3.3, and `TriggerDagRunOperator` of the
/// standard provider 1.21.
enum WindowTrigger {
    static let className: PythonIdentifier = "WindowTrigger"

    static let operatorClass = PythonExpression.imported(
        "airflow.providers.standard.operators.trigger_dagrun", "TriggerDagRunOperator")

    static func isNeeded(in graph: TaskGraph, _ dialect: AirflowDialect) -> Bool {
        guard dialect.version == .v3 else { return false }
        return graph.tasks.contains { task in
            if case .trigger(let trigger) = task.kind { trigger.sharesWindow } else { false }
        }
    }

    static var definition: PythonStatement {
        let fields = PythonExpression.tuple([
            .starred(.attribute(operatorClass, "template_fields")), .string("run_after"),
        ])
        return .class(
            PythonClass(
                className, bases: [operatorClass],
                docstring: "Starts a run of the window that ends at a time, which may be a template.",
                body: [.assign(.name("template_fields"), fields)]))
    }
}
