import DagDSL

struct DAGC331: DiagnosticFixture {
    static let file = #filePath

    /// Debezium's own image has neither plugin, nothing mounts the secrets of the database, the container is smaller than
    /// the heap, and connectors are made for other workers.
    let project: any Project = OneEnvironment(
        Environment(
            "test", orchestrator: .fixture,
            data: DataPlatform(
                connections: [.installedCluster, .fixtureSpark],
                stores: [
                    StoreSetting(Captured.lake, .duckDB("/lake.duckdb"), root: "s3a://acme-lake"),
                    StoreSetting(Captured.speed, .chdb("/fast")),
                ],
                spark: .submit(.fixtureSpark, applications: "/jobs")),
            cluster: .installed(.gibibytes(32)),
            components: [
                .kafka(brokers: 3, storage: .gibibytes(6000)), .schemaRegistry().needs("kafka"),
                .kafkaConnect().needs("kafka", "schema-registry").reaches("buckets", ports: 443), .ranking(),
            ],
            operations: Operations(  // expect: DAGC331 DAGC331 DAGC331 DAGC331
                team: .team("tests"), runbooks: "https://example.com/runbooks", objectives: [.scheduled],
                routes: [.all]),
            streaming: .of(connect: .distributed(heap: .gibibytes(2), strimzi: "capture"))))

    var entries: [CatalogEntry] {
        [.daily(Self.file)]
    }

    var streams: [StreamEntry] { [StreamEntry(FixtureStream(), Self.file)] }
}

extension Connection {
    fileprivate static let fixtureSpark = Connection("spark_local", .spark)
}
