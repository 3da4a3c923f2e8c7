import Compiler
import Diagnostics
import PipelineModel

/// The executor that a task asks for is no misspelling of one of Airflow's.
///
/// Others are classes by their import path, or names that the configuration of the scheduler gives.
enum ExecutorsAreKnown: Check {
    /// Source: https://airflow.apache.org/docs/apache-airflow/stable/core-concepts/executor/index.html
    private static let known: Set<String> = [
        "LocalExecutor", "SequentialExecutor", "CeleryExecutor", "KubernetesExecutor", "CeleryKubernetesExecutor",
        "LocalKubernetesExecutor", "EdgeExecutor", "AwsBatchExecutor", "AwsEcsExecutor", "AwsLambdaExecutor",
    ]

    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            for task in pipeline.tasks {
                guard let name = task.policies.executor, !known.contains(name), !name.contains("."),
                    let near = suggestion(for: name, among: known)
                else { continue }
                report.add(
                    .unknownExecutor, "task `\(task.path)` asks for executor `\(name)`, which Airflow does not know",
                    at: task.location, fix: near)
            }
        }
    }
}
