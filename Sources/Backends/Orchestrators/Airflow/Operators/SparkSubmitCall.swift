import CodeModels
import PipelineModel
import SparkBackend

extension OperatorCall {
    static func spark(_ task: TaskModel, _ job: SparkJobModel, _ context: OperatorContext) -> OperatorCall {
        guard let platform = context.environment.data.spark else {
            preconditionFailure("a checked project with a Spark job names a Spark platform")
        }
        switch platform.submission {
        case .submit(let connection, let applications):
            var merged = job
            merged.spark = job.spark.over(platform.defaults)
            return submit(task, merged, connection, applications, context)
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
        call.arguments.add("application", applications + "/" + job.program.file)
        call.arguments.add(
            "application_args",
            SparkArguments.list(of: task, job, in: context.pipeline, context.environment).map {
                JinjaText.python($0)
            })
        call.arguments.add("name", "\(context.pipeline.id).\(task.path)")
        call.arguments.add("java_class", job.program.mainClass)
        let settings = job.spark
        call.arguments.add("conf", .dict(properties(settings).map { .pair(.string($0.key), .literal($0.value)) }))
        call.arguments.add("packages", literal: list(settings.packages))
        call.arguments.add("jars", literal: list(settings.jars))
        call.arguments.add("files", literal: list(settings.files))
        call.arguments.add("py_files", literal: list(settings.pythonFiles))
        call.arguments.add("driver_memory", settings.resources.driverMemoryMiB.map(SparkArguments.memory))
        call.arguments.add("executor_memory", settings.resources.executorMemoryMiB.map(SparkArguments.memory))
        call.arguments.add("executor_cores", settings.resources.executorCores)
        call.arguments.add("num_executors", settings.resources.executors)
        return call
    }

    private static func list(_ names: [String]) -> String? {
        names.isEmpty ? nil : names.joined(separator: ",")
    }

    /// With the sizes that the operator has no argument for.
    private static func properties(_ settings: SparkSettings) -> [ConfigurationEntry] {
        let resources = settings.resources
        let cores = resources.driverCores.map { ConfigurationEntry(key: "spark.driver.cores", value: "\($0)") }
        let overheads = [
            ("spark.driver.memoryOverhead", resources.driverOverheadMiB),
            ("spark.executor.memoryOverhead", resources.executorOverheadMiB),
        ].compactMap { key, size in
            size.map { ConfigurationEntry(key: key, value: SparkArguments.memory($0)) }
        }
        return SparkProperties.list(of: settings) + (cores.map { [$0] } ?? []) + overheads
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
