import DagDSL

struct DAGC392: DiagnosticFixture {
    static let file = #filePath

    /// 12.8 minutes of the rate, and 3 days are to be kept; the speed layer's disk is as small.
    let project: any Project = OneEnvironment(
        Environment(
            "test", orchestrator: .fixture,
            data: DataPlatform(
                connections: [.spark, Connection("speed", .clickHouse)],
                stores: [
                    StoreSetting(Captured.lake, .duckDB("/lake.duckdb"), root: "s3a://acme-lake"),
                    StoreSetting(Captured.speed, .clickHouse(Connection("speed", .clickHouse))),
                ],
                spark: .submit(.spark, applications: "/jobs")),
            components: [
                .kafka(brokers: 3, storage: .gibibytes(10)),
                .clickHouse(storage: .gibibytes(10)).serves(Connection("speed", .clickHouse)),
            ],
            operations: Operations(  // expect: DAGC392 DAGC392
                team: .team("tests"), runbooks: "https://example.com/runbooks", objectives: [.scheduled],
                routes: [.all]),
            streaming: .fixture))

    var entries: [CatalogEntry] { [.daily(Self.file)] }

    var streams: [StreamEntry] {
        [
            StreamEntry(
                FixtureStream().with {
                    $0.load = StreamLoad(
                        .perSecond(20_000), of: .bytes(700), eachPartition: .perSecond(2_500), outage: .hours(6),
                        catchUp: .hours(4))
                    $0.topics = TopicSetting(keeping: .days(3))
                }, Self.file)
        ]
    }
}
