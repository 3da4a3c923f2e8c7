import PipelineModel

/// Properties of Spark with the types of their values. Each becomes one or more of
/// https://spark.apache.org/docs/latest/configuration.html; ``init(_:_:)`` sets any other by its name.
public struct SparkProperty: Sendable {
    let entries: [ConfigurationEntry]

    /// Any property by its name. Values of known properties are checked when pipelines compile.
    public init(_ key: Name, _ value: Name) {
        self.init([(key.description, value.description)])
    }

    private init(_ entries: [(key: String, value: String)]) {
        self.entries = entries.map { ConfigurationEntry(key: $0.key, value: $0.value) }
    }

    private init(_ key: String, _ value: some CustomStringConvertible) {
        self.init([(key, value.description)])
    }
}

extension SparkProperty {
    /// Partitions of a shuffle, of which adaptive execution joins small ones.
    public static func shufflePartitions(_ count: Int) -> SparkProperty {
        SparkProperty("spark.sql.shuffle.partitions", count)
    }

    /// Whether plans are changed by what the first stages have shown.
    public static func adaptiveExecution(_ isOn: Bool) -> SparkProperty {
        SparkProperty("spark.sql.adaptive.enabled", isOn)
    }

    /// The size that adaptive execution aims at for a partition after a shuffle.
    public static func advisoryPartition(_ size: Memory) -> SparkProperty {
        SparkProperty("spark.sql.adaptive.advisoryPartitionSizeInBytes", size.text)
    }

    /// How much of files one task reads.
    public static func filePartition(atMost size: Memory) -> SparkProperty {
        SparkProperty("spark.sql.files.maxPartitionBytes", size.text)
    }

    /// Up to which size a table is sent to every executor in place of a shuffle; nil never does that.
    public static func broadcastTables(upTo size: Memory?) -> SparkProperty {
        SparkProperty("spark.sql.autoBroadcastJoinThreshold", size?.text ?? "-1")
    }

    /// How long executors wait for a table that is sent to them.
    public static func broadcastTimeout(_ time: Duration) -> SparkProperty {
        SparkProperty("spark.sql.broadcastTimeout", "\(time.wholeSeconds)s")
    }

    /// Adds and removes executors by the work that waits. Shuffles are tracked, so that no service beside Spark is needed.
    public static func dynamicAllocation(executors: ClosedRange<Int>, idle: Duration = .minutes(1)) -> SparkProperty {
        SparkProperty([
            ("spark.dynamicAllocation.enabled", "true"),
            ("spark.dynamicAllocation.shuffleTracking.enabled", "true"),
            ("spark.dynamicAllocation.minExecutors", "\(executors.lowerBound)"),
            ("spark.dynamicAllocation.maxExecutors", "\(executors.upperBound)"),
            ("spark.dynamicAllocation.executorIdleTimeout", "\(idle.wholeSeconds)s"),
        ])
    }

    /// Memory beside the heap that Spark itself manages.
    public static func offHeapMemory(_ size: Memory) -> SparkProperty {
        SparkProperty([("spark.memory.offHeap.enabled", "true"), ("spark.memory.offHeap.size", size.text)])
    }

    /// The share of the heap for execution and storage, from 0 to 1 in percent.
    public static func managedHeap(_ share: Percent) -> SparkProperty {
        SparkProperty("spark.memory.fraction", share.fraction)
    }

    /// How results of a query that are written twice replace what is there: all of it, or only the partitions written.
    public static func overwriting(_ extent: OverwrittenPartitions) -> SparkProperty {
        SparkProperty("spark.sql.sources.partitionOverwriteMode", extent.rawValue)
    }

    /// Which partitions an overwriting query replaces.
    public enum OverwrittenPartitions: String, Sendable {
        /// All that are there.
        case all = "static"
        /// Only those that the query has rows for.
        case written = "dynamic"
    }

    /// Whether a value that a type cannot hold fails the job, or becomes null.
    public static func failsOnBadValues(_ fails: Bool) -> SparkProperty {
        SparkProperty("spark.sql.ansi.enabled", fails)
    }

    /// Starts slow tasks a second time elsewhere.
    public static func speculation(_ isOn: Bool) -> SparkProperty { SparkProperty("spark.speculation", isOn) }

    /// How often a task is tried before the job fails.
    public static func taskTries(_ count: Int) -> SparkProperty { SparkProperty("spark.task.maxFailures", count) }

    /// How long a side of the network may be silent.
    public static func networkTimeout(_ time: Duration) -> SparkProperty {
        SparkProperty("spark.network.timeout", "\(time.wholeSeconds)s")
    }

    /// The most that the driver may collect.
    public static func collected(atMost size: Memory) -> SparkProperty {
        SparkProperty("spark.driver.maxResultSize", size.text)
    }

    /// Kryo writes objects in place of Java's own way, in buffers up to `buffer`.
    public static func kryo(buffer: Memory = .mebibytes(64)) -> SparkProperty {
        SparkProperty([
            ("spark.serializer", "org.apache.spark.serializer.KryoSerializer"),
            ("spark.kryoserializer.buffer.max", buffer.text),
        ])
    }

    /// Leaves the application's events in a folder, where a history server reads them.
    public static func eventLog(in folder: Name) -> SparkProperty {
        SparkProperty([("spark.eventLog.enabled", "true"), ("spark.eventLog.dir", folder.description)])
    }

    /// Shows the metrics of driver and executors to Prometheus on the port of the application's own pages.
    public static var prometheusMetrics: SparkProperty {
        SparkProperty([
            ("spark.ui.prometheus.enabled", "true"),
            (
                "spark.metrics.conf.*.sink.prometheusServlet.class",
                "org.apache.spark.metrics.sink.PrometheusServlet"
            ),
            ("spark.metrics.conf.*.sink.prometheusServlet.path", "/metrics/prometheus"),
        ])
    }

    /// An S3 service for `s3a://` addresses. Keys are never named: the pod's or the machine's own role is used.
    ///
    /// - Parameter endpoint: of a service other than Amazon's, such as `https://minio:9000`, with paths for buckets.
    public static func s3(region: Name, endpoint: Name? = nil) -> SparkProperty {
        var entries = [
            ("spark.hadoop.fs.s3a.endpoint.region", region.description),
            (
                "spark.hadoop.fs.s3a.aws.credentials.provider",
                "software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider"
            ),
        ]
        if let endpoint {
            entries.append(("spark.hadoop.fs.s3a.endpoint", endpoint.description))
            entries.append(("spark.hadoop.fs.s3a.path.style.access", "true"))
        }
        return SparkProperty(entries)
    }

    /// A catalog of Iceberg tables, whose tables are `name.namespace.table` in SQL.
    public static func iceberg(_ name: Name, _ catalog: IcebergCatalog) -> SparkProperty {
        let prefix = "spark.sql.catalog.\(name)"
        let extensions = "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions"
        return SparkProperty(
            [("spark.sql.extensions", extensions), (prefix, "org.apache.iceberg.spark.SparkCatalog")]
                + catalog.options.map { ("\(prefix).\($0.key)", $0.value) })
    }
}

/// What keeps track of Iceberg tables. Credentials are those of the process: a role, or variables of its own.
public struct IcebergCatalog: Sendable {
    let options: [(key: String, value: String)]

    /// A service that speaks Iceberg's REST protocol.
    public static func rest(_ address: Name, warehouse: Name) -> IcebergCatalog {
        IcebergCatalog(options: [
            ("type", "rest"), ("uri", address.description), ("warehouse", warehouse.description),
        ])
    }

    /// AWS Glue.
    public static func glue(warehouse: Name) -> IcebergCatalog {
        IcebergCatalog(options: [
            ("type", "glue"), ("warehouse", warehouse.description),
            ("io-impl", "org.apache.iceberg.aws.s3.S3FileIO"),
        ])
    }

    /// A folder that keeps its own metadata. Only one writer at a time is safe where renames are not atomic, as on S3.
    public static func folder(_ warehouse: Name) -> IcebergCatalog {
        IcebergCatalog(options: [("type", "hadoop"), ("warehouse", warehouse.description)])
    }
}

extension Memory {
    /// Spark's notation.
    fileprivate var text: String { "\(mebibytes)m" }
}
