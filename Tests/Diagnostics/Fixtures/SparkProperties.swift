import DagDSL

/// Values, names, sizes and programs that Spark would refuse only once the job runs.
struct SparkProperties: DiagnosticFixture {
    static let file = #filePath

    struct Cluster: Project {
        let name: Name = "cluster"
        let start = Day(2026, 1, 1)
        let environments = [
            Environment(  // expect: DAGC261 DAGC264
                "test", orchestrator: .airflow(.v2_11, tree: "/dags"),
                data: DataPlatform(
                    connections: [.spark],
                    stores: [StoreSetting(.lake, .duckDB("/lake.duckdb"), root: "s3a://lake")],
                    spark: .kubernetes(
                        .spark, namespace: "spark", image: "registry.example.com/jobs:1.0", sparkVersion: "4.0.1",
                        applications: "local:///opt/jobs"
                    )
                    .configuration(SparkProperty("spark.network.timeout", "2 minutes"))
                    .packages("org.apache.iceberg:iceberg-spark-runtime-3.5_2.12:1.10.2")
                    .quota(cores: 64, memory: .gibibytes(256))))
        ]
    }

    let project: any Project = Cluster()

    var entries: [CatalogEntry] { [values, contradictions, programs] }

    private var values: CatalogEntry {
        CatalogEntry(
            FixturePipeline("values") {
                SparkJob("range", main: "a.py", writes: Data.raw)  // expect: DAGC261 DAGC261
                    .configuration(.shufflePartitions(0), .taskTries(0))
                SparkJob("fraction", main: "a.py", writes: Data.clean)  // expect: DAGC261 DAGC261
                    .configuration("spark.sql.files.maxPartitionBytes", "0.5g")
                    .configuration("spark.memory.fraction", "1.5")
                SparkJob("word", main: "a.py", writes: Parts.words)  // expect: DAGC261 DAGC261
                    .configuration("spark.sql.adaptive.enabled", "yes")
                    .configuration("spark.sql.sources.partitionOverwriteMode", "some")
                SparkJob("misspelt", main: "a.py", writes: Parts.names)  // expect: DAGC262
                    .configuration("spark.sql.shuffle.partition", "64").configuration("spark.orders.key", "id")
                SparkJob("large", main: "a.py", writes: Parts.large)  // expect: DAGC263
                    .resources(executors: 17, executorCores: 4, executorMemory: .gibibytes(4))
                SparkJob("growing", main: "a.py", writes: Parts.growing)  // expect: DAGC263
                    .configuration(.dynamicAllocation(executors: 2...200))
                SparkJob("fitting", main: "a.py", writes: Parts.fitting)  // expect: DAGC263
                    .resources(.fitting(input: .gibibytes(100)))
                SparkJob("right", main: "a.py", writes: Parts.right)
                    .resources(.fitting(input: .gibibytes(5)))
                    .configuration(.dynamicAllocation(executors: 1...4), .kryo(), .offHeapMemory(.gibibytes(1)))
            }, Self.file)
    }

    private var contradictions: CatalogEntry {
        CatalogEntry(
            FixturePipeline("contradictions") {
                SparkJob("memory", main: "a.py", writes: Twice.memory)  // expect: DAGC133
                    .resources(executorMemory: .gibibytes(4)).configuration("spark.executor.memory", "8g")
                SparkJob("same", main: "a.py", writes: Twice.same)
                    .resources(executorMemory: .gibibytes(4)).configuration("spark.executor.memory", "4096m")
                SparkJob("first", main: "a.py", writes: Twice.first)  // expect: DAGC133
                    .resources(executors: 9).configuration(.dynamicAllocation(executors: 1...4))
                SparkJob("shuffle", main: "a.py", writes: Twice.shuffle)  // expect: DAGC133
                    .configuration("spark.dynamicAllocation.enabled", "true")
                    .configuration("spark.dynamicAllocation.shuffleTracking.enabled", "false")
                SparkJob("task", main: "a.py", writes: Twice.task)  // expect: DAGC133
                    .resources(executorCores: 2).configuration("spark.task.cpus", "4")
                SparkJob("heap", main: "a.py", writes: Twice.heap)  // expect: DAGC133 DAGC133
                    .resources(driverMemory: .mebibytes(256))
                    .configuration("spark.memory.offHeap.enabled", "true")
                SparkJob("beat", main: "a.py", writes: Twice.beat)  // expect: DAGC133 DAGC133
                    .configuration("spark.executor.heartbeatInterval", "5min")
                    .configuration(.kryo(buffer: .gibibytes(2)))
                SparkJob("place", main: "a.py", writes: Twice.place)  // expect: DAGC133
                    .configuration("spark.master", "local[2]")
            }, Self.file)
    }

    private var programs: CatalogEntry {
        CatalogEntry(
            FixturePipeline("programs") {
                SparkJob("notebook", main: "a.ipynb", writes: Programs.notebook)  // expect: DAGC264
                SparkJob("jar", main: .scala("a.py", mainClass: "A"), writes: Programs.jar)  // expect: DAGC264
                SparkJob("class", main: .java("a.jar", mainClass: "a b"), writes: Programs.named)  // expect: DAGC264
                SparkJob("package", main: "a.py", writes: Programs.package)  // expect: DAGC264
                    .packages("iceberg:1.0")
                SparkJob("beside", main: "a.py", writes: Programs.beside)  // expect: DAGC264 DAGC264 DAGC264
                    .jars("a.jar,b.jar").files("").pythonFiles("a.txt")
                SparkJob("right", main: .java("a.jar", mainClass: "com.example.A$B"), writes: Programs.right)
                    .packages("org.example:lib_2.13:1.0").jars("s3a://jars/a.jar").files("a.conf")
            }, Self.file)
    }
}

private enum Parts {
    static let words = Dataset<Row>("words", in: .lake, path: "words")
    static let names = Dataset<Row>("names", in: .lake, path: "names")
    static let large = Dataset<Row>("large", in: .lake, path: "large")
    static let growing = Dataset<Row>("growing", in: .lake, path: "growing")
    static let fitting = Dataset<Row>("fitting", in: .lake, path: "fitting")
    static let right = Dataset<Row>("right", in: .lake, path: "right")
}

private enum Twice {
    static let memory = Dataset<Row>("memory", in: .lake, path: "memory")
    static let same = Dataset<Row>("same", in: .lake, path: "same")
    static let first = Dataset<Row>("first", in: .lake, path: "first")
    static let shuffle = Dataset<Row>("shuffle", in: .lake, path: "shuffle")
    static let task = Dataset<Row>("task", in: .lake, path: "task")
    static let heap = Dataset<Row>("heap", in: .lake, path: "heap")
    static let beat = Dataset<Row>("beat", in: .lake, path: "beat")
    static let place = Dataset<Row>("place", in: .lake, path: "place")
}

private enum Programs {
    static let notebook = Dataset<Row>("notebook", in: .lake, path: "notebook")
    static let jar = Dataset<Row>("jar", in: .lake, path: "jar")
    static let named = Dataset<Row>("named", in: .lake, path: "named")
    static let package = Dataset<Row>("package", in: .lake, path: "package")
    static let beside = Dataset<Row>("beside", in: .lake, path: "beside")
    static let right = Dataset<Row>("program", in: .lake, path: "program")
}
