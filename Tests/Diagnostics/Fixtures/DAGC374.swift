import DagDSL

struct DAGC374: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = StreamingProject(.of(connect: .standalone(heap: .gibibytes(1))))
    let entries: [CatalogEntry] = []

    var streams: [StreamEntry] {
        [
            StreamEntry(  // expect: DAGC374
                FixtureStream().with { $0.delivery = .exactlyOnce }, Self.file)
        ]
    }
}
