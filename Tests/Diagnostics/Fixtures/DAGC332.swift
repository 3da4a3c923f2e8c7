import DagDSL

struct DAGC332: DiagnosticFixture {
    static let file = #filePath

    /// Jobs of streams run beside Spark, and brokers and the registry are in a namespace of their own.
    let project: any Project = OneEnvironment(
        Environment(  // expect: DAGC332 DAGC332
            "test", orchestrator: .fixture,
            data: DataPlatform(
                connections: [.installedCluster],
                stores: [
                    StoreSetting(Captured.lake, .duckDB("/lake.duckdb"), root: "s3a://acme-lake"),
                    StoreSetting(Captured.speed, .chdb("/fast")),
                ],
                spark: .kubernetes(
                    .installedCluster, namespace: "spark", image: "jobs:1", sparkVersion: "4.0.1",
                    applications: "local:///jobs")),
            cluster: .installed(.gibibytes(64)),
            components: [
                .kafka(brokers: 3, storage: .gibibytes(6000)), .schemaRegistry().needs("kafka"), .spark(),
                .kafkaConnect(image: "connect:1").needs("kafka", "schema-registry").reaches("buckets", ports: 443)
                    .secret("shop", keys: ["username"], for: "reads changes", mountedAt: "/mnt/secrets/shop"),
                .ranking().needs("kafka").inNamespace("models").variable("BROKERS", "kafka:9092"),
            ],
            operations: Operations(  // expect: DAGC332
                team: .team("tests"), runbooks: "https://example.com/runbooks", objectives: [.scheduled],
                routes: [.all]),
            streaming: .fixture))

    var entries: [CatalogEntry] {
        [.daily(Self.file)]
    }

    var streams: [StreamEntry] { [StreamEntry(FixtureStream(), Self.file)] }
}
