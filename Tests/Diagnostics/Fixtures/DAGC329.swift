import DagDSL

struct DAGC329: DiagnosticFixture {
    static let file = #filePath

    /// Nothing serves the first connection; the connectors use Kafka, the registry of schemas and a bucket.
    let project: any Project = OneEnvironment(
        Environment(
            "test", orchestrator: .fixture,
            data: DataPlatform(
                connections: [.installedCluster, .fixtureRanking, .fixtureSpark],
                stores: [
                    StoreSetting(Captured.lake, .duckDB("/lake.duckdb"), root: "s3a://acme-lake"),
                    StoreSetting(Captured.speed, .chdb("/fast")),
                ],
                spark: .submit(.fixtureSpark, applications: "/jobs")),
            cluster: .installed(.gibibytes(32)),
            components: [
                .kafka(brokers: 3, storage: .gibibytes(6000)), .schemaRegistry().needs("kafka"),
                .kafkaConnect(image: "connect:1").secret(
                    "shop", keys: ["username"], for: "reads changes", mountedAt: "/mnt/secrets/shop"), .ranking(),
            ],
            operations: Operations(  // expect: DAGC329 DAGC329 DAGC329 DAGC329
                team: .team("tests"), runbooks: "https://example.com/runbooks", objectives: [.scheduled],
                routes: [.all]),
            streaming: .fixture))

    var entries: [CatalogEntry] {
        [CatalogEntry(FixturePipeline { HTTPCheck("ready", .fixtureRanking, path: "/ready") }, Self.file)]
    }

    var streams: [StreamEntry] { [StreamEntry(FixtureStream(), Self.file)] }
}

extension Connection {
    fileprivate static let fixtureRanking = Connection("ranking", .http)
    fileprivate static let fixtureSpark = Connection("spark_local", .spark)
}
