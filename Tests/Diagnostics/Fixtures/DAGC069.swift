import DagDSL

struct DAGC069: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    HTTPCheck("ping", .bus, path: "/health")  // expect: DAGC069
                }, Self.file)
        ]
    }
}
