import DagDSL

struct DAGC093: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("load", "true")
                }
                .with {
                    $0.schedule = .onUpdate(of: .dataset(Data.raw))  // expect: DAGC093
                }, Self.file)
        ]
    }
}
