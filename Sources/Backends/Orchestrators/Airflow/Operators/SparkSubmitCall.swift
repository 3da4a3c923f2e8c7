import CodeModels
import PipelineModel
import SparkBackend

extension OperatorCall {
    static func spark(_ task: TaskModel, _ job: SparkJobModel, _ context: OperatorContext) -> OperatorCall {
        guard let platform = context.environment.data.spark else {
            preconditionFailure("a checked project with a Spark job names a Spark platform")
        }
        switch platform {
        case .submit(let connection, let applications):
            return submit(task, job, connection, applications, context)
        case .kubernetes(let cluster):
            return kubernetes(task, cluster, context)
        }
    }

    private static func submit(
        _ task: TaskModel, _ job: SparkJobModel, _ connection: String, _ applications: RuntimeText,
        _ context: OperatorContext
    ) -> OperatorCall {
        var call = OperatorCall("airflow.providers.apache.spark.operators.spark_submit", "SparkSubmitOperator")
        call.arguments.add("conn_id", connection)
        call.arguments.add("application", applications + "/" + job.application)
        call.arguments.add(
            "application_args",
            SparkArguments.list(of: task, job, in: context.pipeline, context.environment).map {
                JinjaText.python($0)
            })
        call.arguments.add("name", "\(context.pipeline.id).\(task.path)")
        if !job.configuration.isEmpty {
            call.arguments.add("conf", .dict(job.configuration.map { .pair(.string($0.key), .literal($0.value)) }))
        }
        call.arguments.add("driver_memory", job.driverMemoryMiB.map(SparkArguments.memory))
        call.arguments.add("executor_memory", job.executorMemoryMiB.map(SparkArguments.memory))
        call.arguments.add("executor_cores", job.executorCores)
        call.arguments.add("num_executors", job.executors)
        return call
    }

    private static func kubernetes(
        _ task: TaskModel, _ cluster: SparkCluster, _ context: OperatorContext
    ) -> OperatorCall {
        var call = OperatorCall(
            "airflow.providers.cncf.kubernetes.operators.spark_kubernetes", "SparkKubernetesOperator")
        call.arguments.add("kubernetes_conn_id", cluster.connection)
        call.arguments.add("namespace", cluster.namespace)
        // Airflow looks for the file below the DAG's template_searchpath and renders it.
        call.arguments.add(
            "application_file", SparkArguments.manifestPath(pipeline: context.pipeline.id, task: task.path))
        return call
    }
}
