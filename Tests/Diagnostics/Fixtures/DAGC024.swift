import DagDSL

struct DAGC024: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("load", "true")
                }
                .with {
                    $0.schedule = .hourly()  // expect: DAGC024
                    $0.catchUp = true
                }, Self.file)
        ]
    }
}
