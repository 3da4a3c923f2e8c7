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
                FixturePipeline("monthly") {
                    Bash("load", "load \(.windowStart(.month))")  // expect: DAGC212
                    Bash("local", "load \(.windowStart(.month, in: "Europe/Berlin"))")
                }
                .with { $0.schedule = .monthly(on: 1, at: "00:00", in: "Europe/Berlin") }, Self.file),
            CatalogEntry(
                FixturePipeline("month_of_days") { Bash("load", "load \(.windowStart(.month))") }
                    .with { $0.schedule = .daily(at: "00:45", in: "Europe/Berlin") }, Self.file),
            CatalogEntry(
                FixturePipeline("later") { Bash("load", "load \(.windowStart(.day))") }
                    .with { $0.schedule = .daily(at: "04:00", in: "Europe/Berlin") }, Self.file),
        ]
    }
}
