import CodeModels
import Compiler
import PipelineModel

/// The result of a job that failed, as the task's XCom: Airflow keeps what a command prints only if it succeeds.
///
/// Callbacks run where the command ran, in the process of the task, so a file there is enough.
/// Source: `finalize` in Airflow 3.3's `task_runner.py`, `handle_failure` in Airflow 2.11's `taskinstance.py`.
enum KeptResult {
    static let function: PythonIdentifier = "keep_result"
    static let name = PythonExpression.name(function)
    /// The variable that names the file; the job runner knows it as well.
    static let variable = "JOB_RESULT"

    static func isNeeded(for task: TaskModel, in environment: EnvironmentModel) -> Bool {
        task.leavesResult(in: environment)
    }

    static func isNeeded(in graph: TaskGraph, of environment: EnvironmentModel) -> Bool {
        graph.tasks.contains { isNeeded(for: $0, in: environment) }
    }

    /// Where a try leaves its result. No two tasks of a worker have the same file.
    static var item: (name: String, value: PythonExpression) {
        (variable, .string("/tmp/{{ ti.dag_id }}.{{ ti.task_id }}.{{ run_id }}.{{ ti.map_index }}"))
    }

    /// The function behind the callbacks of a file.
    static var definition: PythonStatement {
        let context = PythonExpression.name("context")
        let file = PythonExpression.name("file")
        let task = PythonExpression.item(context, .string("task"))
        let path = PythonExpression.item(.attribute(task, "env"), .string(variable))
        let push = PythonExpression.attribute(.item(context, .string("ti")), "xcom_push")
        let text = PythonExpression.call(.attribute(file, "read_text"), [])
        return .function(
            PythonFunction(
                function,
                parameters: [
                    PythonParameter("context", annotation: .item(.name("dict"), .tuple([.name("str"), any])))
                ],
                returns: PythonExpression.none,
                docstring: "Hands on what a failed job has found; of jobs that succeed, Airflow does it.",
                body: [
                    .assign(.name("file"), .call(.imported("pathlib", "Path"), [.positional(path)])),
                    .if([
                        PythonBranch(
                            .call(.attribute(file, "exists"), []),
                            [
                                .expression(.call(push, [.positional(.string("return_value")), .positional(text)])),
                                .expression(.call(.attribute(file, "unlink"), [])),
                            ])
                    ]),
                ]))
    }

    private static let any = PythonExpression.imported("typing", "Any")
}
