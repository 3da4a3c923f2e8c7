import DagDSL

struct DAGC021: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Empty("a")
                }
                .with { $0.schedule = .cron("0 0 30 2 *") },  // expect: DAGC021
                Self.file),
            CatalogEntry(
                FixturePipeline("single") { Empty("a") }.with {
                    $0.schedule = .days(  // expect: DAGC021
                        [Day(2027, 3, 1)], at: "04:00", in: .utc, covering: .intervalBefore)
                }, Self.file),
            CatalogEntry(
                FixturePipeline("all") { Empty("a") }
                    .with { $0.schedule = .onUpdate(of: .all()) },  // expect: DAGC021
                Self.file),
            CatalogEntry(
                FixturePipeline("nested") { Empty("a") }.with {
                    $0.schedule = .onUpdate(  // expect: DAGC021 DAGC093
                        of: .all(.any(.any()), .alias(DatasetAlias("found"))), orCron: "0 4 * * *")
                }, Self.file),
        ]
    }
}
