import DagDSL

struct DAGC031: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("load", "true")
                }
                .with {
                    $0.schedule = .daily(at: "04:00", in: "Europe/Berln")  // expect: DAGC031
                }, Self.file)
        ]
    }
}
