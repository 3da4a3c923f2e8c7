import BackendInterface
import CodeModels
import PipelineModel

/// The manifest of a Spark application, `sparkoperator.k8s.io/v1beta2`.
///
/// The orchestrator completes it before it is submitted, so values of the run stand in its notation.
/// Source: https://github.com/kubeflow/spark-operator/blob/master/docs/api-docs.md
struct SparkApplication {
    let pipeline: PipelineModel
    let task: TaskModel
    let job: SparkJobModel
    let cluster: SparkCluster
    let environment: EnvironmentModel
    let notation: any RuntimeTextNotation

    var document: Document {
        .object([
            ("apiVersion", .string("sparkoperator.k8s.io/v1beta2")),
            ("kind", .string("SparkApplication")),
            (
                "metadata",
                .object([("name", .string(resourceName)), ("namespace", text(cluster.namespace))])
            ),
            ("spec", .object(specification)),
        ])
    }

    /// A DNS label: small letters, digits and dashes, at most 63 of them; who submits it may add a suffix.
    private var resourceName: String {
        let name = "\(pipeline.id)-\(task.path)".lowercased()
            .map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
        return String(name.prefix(50)).trimmingDashes
    }

    private var specification: [(String, Document)] {
        let arguments = SparkArguments.list(of: task, job, in: pipeline, environment).map {
            Document.string(notation.written($0))
        }
        var fields: [(String, Document)] = [
            ("type", .string("Python")), ("pythonVersion", .string("3")), ("mode", .string("cluster")),
            ("image", text(cluster.image)), ("imagePullPolicy", .string("IfNotPresent")),
            ("mainApplicationFile", text("\(cluster.applications)/\(job.application)")),
            ("arguments", .array(arguments)), ("sparkVersion", text(cluster.sparkVersion)),
            // The orchestrator repeats failed tries; a second policy below it would hide them.
            ("restartPolicy", .object([("type", .string("Never"))])),
        ]
        let settings = [("spark.sql.session.timeZone", "UTC")] + job.configuration.map { ($0.key, $0.value) }
        fields.append(("sparkConf", .object(settings.map { ($0.0, text($0.1)) })))
        fields.append(("driver", .object(driver)))
        fields.append(("executor", .object(executor)))
        return fields
    }

    private func text(_ text: String) -> Document { .string(notation.written(text)) }

    private var driver: [(String, Document)] {
        var fields: [(String, Document)] = [("cores", .int(1))]
        if let memory = job.driverMemoryMiB { fields.append(("memory", .string(SparkArguments.memory(memory)))) }
        return fields + [("serviceAccount", text(cluster.serviceAccount))]
    }

    private var executor: [(String, Document)] {
        var fields: [(String, Document)] = [
            ("cores", .int(job.executorCores ?? 1)), ("instances", .int(job.executors ?? 1)),
        ]
        if let memory = job.executorMemoryMiB { fields.append(("memory", .string(SparkArguments.memory(memory)))) }
        return fields
    }
}

extension String {
    fileprivate var trimmingDashes: String {
        var text = self[...]
        while text.first == "-" { text.removeFirst() }
        while text.last == "-" { text.removeLast() }
        return String(text)
    }
}
