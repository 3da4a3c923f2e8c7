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
                }, Self.file),
            CatalogEntry(
                FixturePipeline("short") {
                    TimeSensor("wait", until: "02:00", in: "CST")  // expect: DAGC031
                }
                .with { $0.schedule = .daily(at: "02:00", in: "GMT+2") },  // expect: DAGC031
                Self.file),
        ]
    }
}
