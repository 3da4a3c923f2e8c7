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
    /// With what the environment gives every application.
    let settings: SparkSettings
    let cluster: SparkCluster
    let environment: EnvironmentModel
    let notation: any RuntimeTextNotation

    var document: Document {
        .object([
            ("apiVersion", .string("sparkoperator.k8s.io/v1beta2")),
            ("kind", .string("SparkApplication")),
            ("metadata", .object(metadata)),
            ("spec", .object(specification)),
        ])
    }

    private var metadata: [(String, Document)] {
        var fields: [(String, Document)] = [
            ("name", .string(resourceName)), ("namespace", text(cluster.namespace)),
        ]
        if let explanation = settings.resources.explanation {
            fields.append(("annotations", .object([("dagc/sizes", text(explanation))])))
        }
        return fields
    }

    /// A DNS label of RFC 1035, as the services that the operator makes of it have: a small letter, then small letters,
    /// digits and dashes, at most 63 of them; who submits it may add a suffix.
    private var resourceName: String {
        let name = String(
            "\(pipeline.id)-\(task.path)".lowercased()
                .map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
        let label = name.first?.isLetter == true ? name : "job-\(name.trimmingDashes)"
        return String(label.prefix(50)).trimmingDashes
    }

    private var specification: [(String, Document)] {
        let arguments = SparkArguments.list(of: task, job, in: pipeline, environment).map {
            Document.string(notation.written($0))
        }
        var fields: [(String, Document)] = [("type", .string(job.program.language.rawValue))]
        if job.program.language == .python { fields.append(("pythonVersion", .string("3"))) }
        fields += [
            ("mode", .string("cluster")), ("image", text(cluster.image)), ("imagePullPolicy", .string("IfNotPresent")),
        ]
        if let name = job.program.mainClass { fields.append(("mainClass", text(name))) }
        fields.append(("mainApplicationFile", text("\(cluster.applications)/\(job.program.file)")))
        if !dependencies.isEmpty { fields.append(("deps", .object(dependencies))) }
        return fields + [
            ("arguments", .array(arguments)), ("sparkVersion", text(cluster.sparkVersion)),
            // The orchestrator repeats failed tries; a second policy below it would hide them.
            ("restartPolicy", .object([("type", .string("Never"))])),
            ("sparkConf", .object(properties.map { ($0.key, text($0.value)) })),
            ("driver", .object(driver)), ("executor", .object(executor)),
        ]
    }

    private func text(_ text: String) -> Document { .string(notation.written(text)) }

    private var dependencies: [(String, Document)] {
        let lists = [
            ("jars", settings.jars), ("files", settings.files), ("pyFiles", settings.pythonFiles),
            ("packages", settings.packages),
        ]
        return lists.filter { !$0.1.isEmpty }.map { ($0.0, .array($0.1.map(text))) }
    }

    /// Without sizes, which have fields of their own. Of GPUs Kubernetes is told by Spark itself.
    private var properties: [ConfigurationEntry] {
        SparkProperties.list(
            of: settings, place: SparkProperties.onKubernetes,
            gpus: [
                ConfigurationEntry(key: "spark.executor.resource.gpu.vendor", value: "nvidia.com"),
                // Where Spark's own image has it.
                ConfigurationEntry(
                    key: "spark.executor.resource.gpu.discoveryScript",
                    value: "/opt/spark/examples/src/main/scripts/getGpusResources.sh"),
            ])
    }

    private var driver: [(String, Document)] {
        var fields: [(String, Document)] = [("cores", .int(settings.resources.driverCores ?? 1))]
        fields += memory(settings.resources.driverMemoryMiB, overhead: settings.resources.driverOverheadMiB)
        fields += secrets
        return fields + [("serviceAccount", text(cluster.serviceAccount))]
    }

    private var executor: [(String, Document)] {
        let resources = settings.resources
        return [("cores", .int(resources.executorCores ?? 1)), ("instances", .int(resources.executors ?? 1))]
            + memory(resources.executorMemoryMiB, overhead: resources.executorOverheadMiB) + secrets
    }

    private func memory(_ heap: Int?, overhead: Int?) -> [(String, Document)] {
        [("memory", heap), ("memoryOverhead", overhead)].compactMap { name, size in
            size.map { (name, .string(SparkArguments.memory($0))) }
        }
    }

    private var secrets: [(String, Document)] {
        guard !cluster.secrets.isEmpty else { return [] }
        let variables = cluster.secrets.map { secret in
            Document.object([
                ("name", text(secret.variable)),
                (
                    "valueFrom",
                    .object([
                        ("secretKeyRef", .object([("name", text(secret.secret)), ("key", text(secret.key))]))
                    ])
                ),
            ])
        }
        return [("env", .array(variables))]
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
