import DagDSL

struct DAGC020: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Empty("a")
                }
                .with { $0.schedule = .cron("61 * * * *") },  // expect: DAGC020
                Self.file),
            CatalogEntry(
                FixturePipeline("second") {
                    Empty("a")
                }
                .with { $0.schedule = .daily(at: "24:00", in: .utc) },  // expect: DAGC020
                Self.file),
            CatalogEntry(
                FixturePipeline("ages") { Empty("a") }.with {
                    $0.schedule = .businessDays(  // expect: DAGC020 DAGC021
                        of: BusinessCalendar("ages", from: Day(1, 1, 1), through: Day(9999, 12, 31), holidays: []),
                        at: "02:00", in: .utc)
                }, Self.file),
            CatalogEntry(
                FixturePipeline("no_day") { Empty("a") }.with {
                    $0.schedule = .businessDays(  // expect: DAGC020 DAGC021
                        of: BusinessCalendar(
                            "holidays", from: Day(2026, 1, 1), through: Day(.max, 12, 31), holidays: [Day(2026, 2, 30)]),
                        at: "02:00", in: .utc)
                }, Self.file),
            CatalogEntry(
                FixturePipeline("preset") { Empty("a") }.with { $0.schedule = .cron("@dayly") },  // expect: DAGC020
                Self.file),
        ]
    }
}
