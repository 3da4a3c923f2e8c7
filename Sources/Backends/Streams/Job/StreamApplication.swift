import BackendInterface
import CodeModels
import PipelineModel

/// The manifests of a query where the Spark operator runs it: the application, and what it reads as files.
///
/// Source: https://github.com/kubeflow/spark-operator/blob/master/docs/api-docs.md
struct StreamApplication {
    let query: StreamQuery
    let cluster: SparkCluster

    private static let programFolder = "/opt/stream/program"
    private static let specificationFolder = "/opt/stream/specification"
    static let programMap = "stream-job"

    /// A DNS label.
    private var name: String { "stream-\(query.name)".replacing("_", with: "-") }

    /// What the job of every stream runs.
    static func program(in namespace: String) -> Document {
        configMap(programMap, in: namespace, ["stream_job.py": PackageResources.stream_job_py])
    }

    var specification: Document {
        Self.configMap(
            "\(name)-specification", in: cluster.namespace,
            ["specification.json": query.specification.jsonBytes()])
    }

    private static func configMap(_ name: String, in namespace: String, _ files: KeyValuePairs<String, [UInt8]>)
        -> Document
    {
        .object([
            ("apiVersion", "v1"), ("kind", "ConfigMap"),
            ("metadata", .object([("name", .string(name)), ("namespace", .string(namespace))])),
            ("data", .object(files.map { ($0.key, .string(String(decoding: $0.value, as: UTF8.self))) })),
        ])
    }

    var document: Document {
        let job = query.stream.job
        return .object([
            ("apiVersion", "sparkoperator.k8s.io/v1beta2"), ("kind", "SparkApplication"),
            ("metadata", .object([("name", .string(name)), ("namespace", .string(cluster.namespace))])),
            (
                "spec",
                .object([
                    ("type", "Python"), ("pythonVersion", "3"), ("mode", "cluster"),
                    ("image", .string(cluster.image)), ("imagePullPolicy", "IfNotPresent"),
                    ("mainApplicationFile", .string("local://\(Self.programFolder)/stream_job.py")),
                    ("arguments", .strings(["\(Self.specificationFolder)/specification.json"])),
                    ("sparkVersion", .string(cluster.sparkVersion)),
                    ("deps", .object([("packages", .strings(packages))])),
                    ("restartPolicy", restarts), ("sparkConf", .object(settings)),
                    ("driver", driver(job)), ("executor", executor(job)),
                ])
            ),
        ])
    }

    /// A query that looks again and again is started again whatever ended it; its checkpoint says where to go on. One
    /// that ends is started by its pipeline.
    private var restarts: Document {
        guard query.stream.triggerInterval != nil else { return .object([("type", "Never")]) }
        return .object([
            ("type", "Always"), ("onFailureRetryInterval", 10), ("onSubmissionFailureRetryInterval", 20),
        ])
    }

    /// Versions of Spark's own connectors follow Spark; Iceberg's runtime has one for each version of Spark.
    private var packages: [String] {
        let spark = cluster.sparkVersion
        let line = spark.split(separator: ".").prefix(2).joined(separator: ".")
        let scala = line.hasPrefix("4") ? "2.13" : "2.12"
        var packages = ["org.apache.spark:spark-sql-kafka-0-10_\(scala):\(spark)"]
        if query.platform.converter.hasSchemas { packages.append("org.apache.spark:spark-avro_\(scala):\(spark)") }
        packages.append("org.apache.iceberg:iceberg-spark-runtime-\(line)_\(scala):1.10.0")
        if case .glue = query.platform.catalog { packages.append("org.apache.iceberg:iceberg-aws-bundle:1.10.0") }
        return packages
    }

    private var settings: [(String, Document)] {
        let catalog = "spark.sql.catalog.\(query.stream.lake.catalog)"
        var settings: [(String, Document)] = [
            ("spark.sql.session.timeZone", "UTC"), ("spark.sql.ansi.enabled", "false"),
            ("spark.sql.streaming.metricsEnabled", "true"), ("spark.ui.prometheus.enabled", "true"),
            // Network policies know no other, and Spark would take any.
            ("spark.blockManager.port", "7079"),
            ("spark.sql.extensions", "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions"),
            (catalog, "org.apache.iceberg.spark.SparkCatalog"),
        ]
        switch query.platform.catalog {
        case .glue:
            settings.append(("\(catalog).type", "glue"))
            settings.append(("\(catalog).io-impl", "org.apache.iceberg.aws.s3.S3FileIO"))
        case .hadoop: settings.append(("\(catalog).type", "hadoop"))
        case .rest(let address):
            settings.append(("\(catalog).type", "rest"))
            settings.append(("\(catalog).uri", .string(address)))
        }
        if let store = query.table.lake?.store, let root = query.environment.store(named: store)?.root?.known {
            settings.append(("\(catalog).warehouse", .string(root)))
        }
        // Within a batch Spark 4.0 does not make fewer of them by itself, and its 200 would all be there for a few rows.
        let job = query.stream.job
        let partitions = job.shufflePartitions ?? max(1, job.executors.multipliedSaturated(by: job.executorCores))
        settings.append(("spark.sql.shuffle.partitions", .string(String(partitions))))
        return settings
    }

    /// The pod's variables have the address and the account of ClickHouse, from the secret that is called like the
    /// connection.
    private var variables: [(String, Document)] {
        guard let dataset = query.table.speed,
            case .clickHouse(let connection)? = query.environment.store(named: dataset.store)?.engine
        else { return [] }
        let secret = connection.replacing("_", with: "-")
        let variables = [("CLICKHOUSE_URL", "url"), ("CLICKHOUSE_USER", "user"), ("CLICKHOUSE_PASSWORD", "password")]
        return [
            (
                "envSecretKeyRefs",
                .object(variables.map { ($0.0, .object([("name", .string(secret)), ("key", .string($0.1))])) })
            )
        ]
    }

    private func driver(_ job: StreamJobModel) -> Document {
        let maps = [(Self.programMap, Self.programFolder), ("\(name)-specification", Self.specificationFolder)]
        let mounts = maps.map { Document.object([("name", .string($0.0)), ("path", .string($0.1))]) }
        var fields: [(String, Document)] = [("cores", .int(1)), ("memory", .string("\(job.driverMemoryMiB)m"))]
        fields.append(("serviceAccount", .string(cluster.serviceAccount)))
        fields.append(("configMaps", .array(mounts)))
        return .object(fields + variables)
    }

    private func executor(_ job: StreamJobModel) -> Document {
        let fields: [(String, Document)] = [
            ("cores", .int(job.executorCores)), ("instances", .int(job.executors)),
            ("memory", .string("\(job.executorMemoryMiB)m")),
        ]
        return .object(fields + variables)
    }
}
