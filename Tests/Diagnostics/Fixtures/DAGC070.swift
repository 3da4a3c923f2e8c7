import DagDSL

struct DAGC070: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    HTTPCheck("ping", Connection("gatway", .http), path: "/")  // expect: DAGC070
                }, Self.file)
        ]
    }
}
