import DagDSL

struct DAGC141: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Reconciliation(  // expect: DAGC141
                        "compare", speed: Data.mart, batch: Data.clean, per: .day(of: \.time), comparing: [.count],
                        warn: .discrepancy(above: .percent(1)), critical: .discrepancy(above: .percent(10)))
                }
                .with {
                    $0.schedule = .hourly()
                }, Self.file)
        ]
    }
}
