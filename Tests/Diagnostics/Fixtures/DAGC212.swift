import DagDSL

struct DAGC212: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("load", "load \(.windowStart(.day))")  // expect: DAGC212
                    Bash("local", "load \(.windowStart(.day, in: "Europe/Berlin"))")
                    Bash("moment", "load \(.windowStart("%Y-%m-%dT%H"))")
                }
                .with { $0.schedule = .daily(at: "00:30", in: "Europe/Berlin") }, Self.file),
            CatalogEntry(
                FixturePipeline("later") { Bash("load", "load \(.windowStart(.day))") }
                    .with { $0.schedule = .daily(at: "04:00", in: "Europe/Berlin") }, Self.file),
        ]
    }
}
