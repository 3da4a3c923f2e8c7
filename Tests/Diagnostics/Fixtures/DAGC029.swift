import DagDSL

struct DAGC029: DiagnosticFixture {
    static let file = #filePath

    private static let schedule: Schedule = .daily(at: "00:00", in: .utc)  // expect: DAGC029
    private static let names: [Name] = [
        "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u",
    ]

    var entries: [CatalogEntry] {
        Self.names.map { name in
            CatalogEntry(FixturePipeline(name) { Bash("load", "true") }.with { $0.schedule = Self.schedule }, Self.file)
        }
    }
}
