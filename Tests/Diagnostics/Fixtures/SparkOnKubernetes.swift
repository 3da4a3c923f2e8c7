import DagDSL

/// What only a cluster of Kubernetes cannot do.
struct SparkOnKubernetes: DiagnosticFixture {
    static let file = #filePath

    struct Cluster: Project {
        let name: Name = "cluster"
        let start = Day(2026, 1, 1)
        let environments = [
            Environment(
                "test", orchestrator: .airflow(.v2_11, tree: "/dags"),
                data: DataPlatform(
                    connections: [.cluster],
                    stores: [StoreSetting(.lake, .duckDB("/lake.duckdb"), root: "s3a://lake")],
                    spark: .kubernetes(
                        .cluster, namespace: "spark", image: "registry.example.com/jobs:1.0",
                        sparkVersion: "4.0.1", applications: "local:///opt/jobs")))
        ]
    }

    let project: any Project = Cluster()

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    SparkJob("each", main: "each.py", writes: Data.raw)  // expect: DAGC110
                        .arguments("--region", "\(.item)").mapped(over: .list(["eu", "us"]))
                }, Self.file)
        ]
    }
}

extension Connection {
    fileprivate static let cluster = Connection("cluster", .kubernetes)
}
