import DagDSL

struct DAGC320: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = OneEnvironment(
        Environment(  // expect: DAGC320
            "test", orchestrator: .fixture, data: .fixture, cluster: .installed(.gibibytes(1)),
            components: [.ranking()], operations: .fixture))

    var entries: [CatalogEntry] {
        [
            .daily(Self.file)
        ]
    }
}
