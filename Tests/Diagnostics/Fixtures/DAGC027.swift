import DagDSL

struct DAGC027: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("load", "true")
                }
                .with {
                    $0.schedule = .monthly(on: 1, at: "03:00", in: .utc)  // expect: DAGC027
                    $0.start = Day(2026, 1, 15)
                    $0.catchUp = true
                }, Self.file)
        ]
    }
}
