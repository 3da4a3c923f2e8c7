import Compilation
import DagDSL
import Diagnostics
import Foundation
import PipelineModel
import Workspace

/// The same jobs on a cluster of Kubernetes and by `spark-submit`.
struct SparkJobs: Project {
    let name: Name = "spark_jobs"
    let start = Day(2026, 1, 1)
    let environments = [
        Environment(
            "cluster", orchestrator: .airflow(.v3_3, tree: "/dags"),
            data: data(
                .kubernetes(
                    .cluster, namespace: "spark", image: "registry.example.com/jobs:1.0", sparkVersion: "4.0.1",
                    applications: "local:///opt/jobs",
                    secrets: [SparkSecret("CATALOG_TOKEN", from: "iceberg-catalog", key: "token")]))),
        Environment(
            "submit", orchestrator: .airflow(.v3_3, tree: "/dags"),
            data: data(.submit(.master, applications: "/opt/jobs"))),
    ]

    private static func data(_ spark: SparkSetting) -> DataPlatform {
        DataPlatform(
            connections: [.cluster, .master],
            stores: [StoreSetting(.lake, .duckDB("/lake.duckdb"), root: "s3a://lake")],
            spark: spark.configuration(
                .s3(region: "eu-central-1", endpoint: "https://minio.example.com"), .prometheusMetrics,
                .iceberg("lake", .rest("https://catalog.example.com", warehouse: "s3://lake/tables")),
                .shufflePartitions(64)
            ).packages("org.apache.iceberg:iceberg-spark-runtime-4.0_2.13:1.10.2").resources(
                SparkSizes(driverMemory: .gibibytes(2))
            ).quota(cores: 64, memory: .gibibytes(256)))
    }

    func compiled(_ place: Int, _ pipeline: NightlySpark = NightlySpark()) throws -> [Artifact] {
        let catalog = Catalog(
            project: self,
            pipelines: [CatalogEntry(pipeline, source: "pipelines/NightlySpark.swift", path: "", line: 1)])
        let result = Compilation.run(catalog, for: environments[place].model)
        guard let artifacts = result.artifacts else { throw DoesNotCompile(findings: "\(result.report.sorted)") }
        return artifacts.artifacts
    }

    struct DoesNotCompile: Error, CustomStringConvertible {
        let findings: String
        var description: String { findings }
    }
}

struct NightlySpark: Pipeline {
    var id: PipelineID = "nightly.Spark_jobs"
    let schedule: Schedule = .daily(at: "02:00", in: .utc)
    let owner: Owner = .team("data")

    var flow: some Flow {
        let plain = SparkJob("plain", main: "plain.py", writes: Tables.plain)
        let sized = SparkJob("sized", main: "sized.py", reads: plain.output, writes: Tables.sized)
            .resources(.fitting(input: .gibibytes(5)))
            .documented("Ours, {{ not a template }}.")
        let jar = SparkJob(
            "jar", main: .scala("clean.jar", mainClass: "com.example.Clean$"), reads: plain.output, writes: Tables.jar
        ).resources(
            driverCores: 2, driverMemory: .gibibytes(4), driverOverhead: .mebibytes(512), executors: 3,
            executorCores: 8, executorMemory: .gibibytes(16), executorOverhead: .gibibytes(2), executorGPUs: 2
        )
        .configuration(
            .dynamicAllocation(executors: 1...4), .kryo(), .shufflePartitions(256),
            SparkProperty("spark.executor.resource.gpu.discoveryScript", "/opt/gpus.sh")
        )
        .packages("org.postgresql:postgresql:42.7.4").jars("s3a://jars/a.jar", "s3a://jars/b.jar")
        let files = SparkJob("files", main: "files.py", reads: plain.output, writes: Tables.files)
            .files("s3a://files/{{x}}.json").pythonFiles("s3a://files/lib.zip").arguments("--mode", "{{ full }}")

        plain >>> Parallel(sized, jar, files)
    }
}

private enum Tables {
    static let plain = Dataset<Row>("plain", in: .lake, path: "plain")
    static let sized = Dataset<Row>("sized", in: .lake, path: "sized")
    static let jar = Dataset<Row>("jar", in: .lake, path: "jar")
    static let files = Dataset<Row>("files", in: .lake, path: "files")
}

struct Row: Schema {
    let id = Column<String>("id")
}

extension Store {
    fileprivate static let lake = Store("lake", uri: "s3://lake")
}

extension Connection {
    fileprivate static let cluster = Connection("cluster", .kubernetes)
    fileprivate static let master = Connection("master", .spark)
}
