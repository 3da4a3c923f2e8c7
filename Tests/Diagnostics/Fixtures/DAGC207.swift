import DagDSL

struct DAGC207: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(  // expect: DAGC207 DAGC207 DAGC207
                FixturePipeline("formats") { Empty("load") }.with {
                    $0.params = [
                        .text("mail", default: "a@", format: .email), .text("time", default: "25:00:00", format: .time),
                        .text("moment", default: "2026-01-01T24:61:00", format: .dateTime),
                        .text("good_mail", default: "a@b.example", format: .email),
                        .text("good_time", default: "23:59:59", format: .time),
                        .text("good_moment", default: "2026-01-01T23:59:59+01:00", format: .dateTime),
                    ]
                }, Self.file),
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
                }, Self.file),
        ]
    }
}
