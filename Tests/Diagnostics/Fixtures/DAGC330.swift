import DagDSL

struct DAGC330: DiagnosticFixture {
    static let file = #filePath

    /// Pods that tasks start may ask for 1536 MiB with what is kept for others, and a driver alone asks for 5734.
    let project: any Project = OneEnvironment(
        Environment(
            "test", orchestrator: .fixture,
            data: DataPlatform(
                connections: [.installedCluster],
                stores: [StoreSetting(.lake, .duckDB("/lake.duckdb"), root: "/lake")],
                spark: .kubernetes(
                    .installedCluster, namespace: "spark", image: "jobs:1", sparkVersion: "4.0.1",
                    applications: "local:///opt/jobs")),
            cluster: .kubernetes(
                .installedCluster, namespace: "jobs",
                installing: Installation(
                    profiles: [Profile("all", memory: .gibibytes(32))],
                    workers: WorkerLimit(1, memory: .mebibytes(256), cpu: .milli(100)),
                    jobs: WorkerLimit(2, memory: .mebibytes(512), cpu: .milli(100)),
                    sync: .dagSync("https://git.example.com/dags.git", image: "dag-sync:1"))),
            components: [.ranking()], operations: .fixture))

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    let large = SparkJob("large", main: "a.py", reads: Data.raw, writes: Data.clean)  // expect: DAGC330
                    large.resources(driverMemory: .gibibytes(4), executorMemory: .mebibytes(512))
                }, Self.file)
        ]
    }
}
