import DagDSL

struct DAGC373: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = StreamingProject()
    let entries: [CatalogEntry] = []

    var streams: [StreamEntry] {
        [
            StreamEntry(  // expect: DAGC373
                FixtureStream().with { $0.deadLetters = DeadLetters(topic: "shop.public.orders") }, Self.file)
        ]
    }
}
