import DagDSL

struct DAGC207: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(  // expect: DAGC207 DAGC207 DAGC207 DAGC207 DAGC207 DAGC207
                FixturePipeline { Empty("load") }.with {
                    $0.params = [
                        .text("region", default: "ap", among: ["eu", "us"]),
                        .text("long", default: "abcd", length: 1...3),
                        .text("table", default: "a b", matching: "^[a-z]+$"), .integer("days", default: 9, in: 1...7),
                        .number("share", default: 1.5, in: 0...1), .text("day", default: "2026-02-30", format: .date),
                        .text("fits", default: "abc", length: 1...3, matching: "^[a-z]+$"),
                        .text("empty", among: ["eu"]).nullable(), .text("pattern", default: "a1", matching: "^\\w+$"),
                    ]
                }, Self.file)
        ]
    }
}
