import DagDSL

struct DAGC323: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = OneEnvironment(
        Environment(  // expect: DAGC323 DAGC323
            "test", orchestrator: .fixture, data: .fixture,
            cluster: .installed(Profile("logs", memory: .gibibytes(8), components: ["kibana", "elastic"])),
            components: [.kibana().needs("elasticsearch"), .elasticsearch(storage: .gibibytes(1), keeping: .days(1))],
            operations: .fixture))

    var entries: [CatalogEntry] {
        [
            .daily(Self.file)
        ]
    }
}
