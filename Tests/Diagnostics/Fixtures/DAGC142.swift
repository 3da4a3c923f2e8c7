import DagDSL

struct DAGC142: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Reconciliation(  // expect: DAGC142
                        "compare", speed: Data.mart, batch: Data.clean, per: .hour(of: \.time), comparing: [.count],
                        warn: .discrepancy(above: .percent(20)), critical: .discrepancy(above: .percent(10)))
                    Reconciliation(  // expect: DAGC142
                        "tolerant", speed: Data.mart, batch: Data.clean, per: .hour(of: \.time),
                        comparing: [.sum(\.size, tolerance: "1,5")], critical: .discrepancy(above: .percent(10)))
                    Reconciliation(  // expect: DAGC142
                        "below", speed: Data.mart, batch: Data.clean, per: .hour(of: \.time), comparing: [.count],
                        critical: .discrepancy(above: .basisPoints(-50)))
                }, Self.file)
        ]
    }
}
