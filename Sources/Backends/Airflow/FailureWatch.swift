import CodeModels
import Compiler
import PipelineModel

/// A task that fails the run when a task failed whose failure would otherwise not show.
///
/// Airflow takes the state of a run from its last tasks. A last task that runs whatever happened before it, such as
/// a report, would turn a failed run into a green one.
/// Source: https://airflow.apache.org/docs/apache-airflow/stable/howto/dynamic-dag-generation.html and the "watcher
/// pattern" of https://airflow.apache.org/docs/apache-airflow/stable/best-practices.html
enum FailureWatch {
    /// The tasks right before those that hide failures.
    static func tasks(hiddenIn graph: TaskGraph) -> [String] {
        graph.tasksWithHiddenFailures().map { graph.tasks[$0].path }
    }

    static func call(_ name: PythonIdentifier, _ dialect: AirflowDialect) -> PythonExpression {
        var arguments = CallArguments()
        arguments.add("task_id", name.text)
        arguments.add("bash_command", "echo 'a task before this one has failed' >&2; exit 1")
        arguments.add("trigger_rule", .attribute(dialect.triggerRule, "ONE_FAILED"))
        arguments.add("retries", 0)
        return .call(
            .imported("airflow.providers.standard.operators.bash", "BashOperator"), arguments.list, layout: .expanded)
    }
}
