import DagDSL

struct DAGC321: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = OneEnvironment(
        Environment(  // expect: DAGC321
            "test", orchestrator: .fixture, data: .fixture, cluster: .installed(.gibibytes(2)),
            components: [.ranking(limit: .gibibytes(4))], operations: .fixture))

    var entries: [CatalogEntry] {
        [
            .daily(Self.file)
        ]
    }
}
