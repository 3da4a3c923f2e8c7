import DagDSL

struct DAGC327: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = OneEnvironment(
        Environment(
            "test", orchestrator: .fixture, data: .fixture, cluster: .installed(.gibibytes(8)),
            components: [.postgres("metadata").recovers(losing: .hours(1), within: .hours(2))],
            operations: Operations(  // expect: DAGC327
                team: .team("tests"), runbooks: "https://example.com/runbooks", objectives: [.scheduled],
                routes: [.all])))

    var entries: [CatalogEntry] {
        [
            .daily(Self.file)
        ]
    }
}
