import DagDSL

struct DAGC140: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Reconciliation(  // expect: DAGC140
                        "compare", speed: Data.mart, batch: Data.clean, per: .hour(of: \.time), comparing: [.count],
                        warn: .discrepancy(above: .percent(1)), critical: .discrepancy(above: .percent(10)))
                }
                .with {
                    $0.schedule = .every(.minutes(5), covering: .instant)
                }, Self.file)
        ]
    }
}
