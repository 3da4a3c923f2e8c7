import DagDSL

struct DAGC324: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = OneEnvironment(
        Environment(
            "test", orchestrator: .fixture, data: .fixture, cluster: .installed(.gibibytes(8)),
            components: [
                .ranking().port("Prometheus_port", 9200).variable("MODE", "fast").variable("MODE", "slow")
                    .secret("Ranking", keys: ["key"], for: "opens nothing")
            ],
            operations: Operations(  // expect: DAGC324 DAGC324 DAGC324
                team: .team("tests"), runbooks: "https://example.com/runbooks", objectives: [.scheduled],
                routes: [.all])))

    var entries: [CatalogEntry] {
        [
            .daily(Self.file)
        ]
    }
}
