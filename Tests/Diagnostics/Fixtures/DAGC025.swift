import DagDSL

struct DAGC025: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("load", "true")
                }
                .with {
                    $0.schedule = .daily(at: "02:30", in: "Europe/Berlin")  // expect: DAGC025
                }, Self.file)
        ]
    }
}
