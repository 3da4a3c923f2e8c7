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
    /// For each watcher, the tasks right before those that hide failures.
    static func tasks(hiddenIn graph: TaskGraph) -> [[String]] {
        graph.failureWatches().map { $0.map { graph.tasks[$0].path } }
    }

    /// The tasks after which a stopped run has ended.
    static func last(of graph: TaskGraph) -> [String] {
        graph.tasks.indices.filter { task in
            !graph.tasks[task].isTeardown && graph.successors[task].allSatisfy { graph.tasks[$0].isTeardown }
        }.map { graph.tasks[$0].path }
    }

    /// For a run that Airflow has stopped at the first failure: it skips what has not run, so that the last tasks of a
    /// failed run are no failures. A teardown is the only task that it leaves alone.
    ///
    /// - Parameter silence: takes back whom the defaults tell, since they have heard of the task that failed.
    static func teardown(
        _ name: PythonIdentifier, _ dialect: AirflowDialect, silence: CallArguments
    ) -> PythonExpression {
        var call = OperatorCall.bash(
            "test -z \"$FAILED\" || { echo \"failed: $FAILED\" >&2; exit 1; }",
            environment: [(name: "FAILED", value: .string(dialect.failedTasks))])
        call.arguments.add("retries", 0)
        call.arguments.add(silence)
        var arguments = CallArguments()
        arguments.add("task_id", name.text)
        arguments.add(call.arguments)
        return .call(
            .attribute(.call(call.operatorClass, arguments.list, layout: .expanded), "as_teardown"),
            [.keyword("on_failure_fail_dagrun", .bool(true))])
    }

    /// - Parameter silence: takes back whom the defaults tell, since they have heard of the task that failed.
    static func call(
        _ name: PythonIdentifier, _ dialect: AirflowDialect, silence: CallArguments
    ) -> PythonExpression {
        var arguments = CallArguments()
        arguments.add("task_id", name.text)
        arguments.add("bash_command", "echo 'a task before this one has failed' >&2; exit 1")
        arguments.add("trigger_rule", .attribute(dialect.triggerRule, "ONE_FAILED"))
        arguments.add("retries", 0)
        arguments.add(silence)
        return .call(
            .imported("airflow.providers.standard.operators.bash", "BashOperator"), arguments.list, layout: .expanded)
    }
}
