import DagDSL

struct DAGC325: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = OneEnvironment(
        Environment(
            "test", orchestrator: .fixture, data: .fixture, cluster: .installed(.gibibytes(8)),
            components: [
                .ranking().port("http", 80_800).port("again", 9100)
            ],
            operations: Operations(  // expect: DAGC325 DAGC325
                team: .team("tests"), runbooks: "https://example.com/runbooks", objectives: [.scheduled],
                routes: [.all])))

    var entries: [CatalogEntry] {
        [
            .daily(Self.file)
        ]
    }
}
