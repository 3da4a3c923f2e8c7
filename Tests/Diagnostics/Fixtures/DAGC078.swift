import DagDSL

struct DAGC078: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("load", "load.sh \(.windowStart)")
                }
                .with {
                    $0.schedule = .manual()  // expect: DAGC078
                }, Self.file),
            CatalogEntry(
                FixturePipeline("calendar") {
                    Operator("raw", "acme.Load", ["since": .template("{{ data_interval_start }}")])
                    Bash("load", "load.sh \(.windowStart)")
                }
                .with {
                    $0.schedule = .days(  // expect: DAGC078
                        [Day(2027, 3, 1), Day(2027, 3, 4)], at: "04:00", in: .utc, covering: .intervalBefore)
                }, Self.file),
        ]
    }
}
