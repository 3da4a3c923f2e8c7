import DagDSL

struct DAGC326: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = OneEnvironment(
        Environment(
            "test", orchestrator: .fixture, data: .fixture, cluster: .installed(.gibibytes(8)),
            components: [
                .ranking().storage(.gibibytes(1))
            ],
            operations: Operations(  // expect: DAGC326
                team: .team("tests"), runbooks: "https://example.com/runbooks", objectives: [.scheduled],
                routes: [.all])))

    var entries: [CatalogEntry] {
        [
            .daily(Self.file)
        ]
    }
}
