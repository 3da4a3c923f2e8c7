import DagDSL

/// One job with two connections, and an environment in which no other job has both.
struct DAGC260: DiagnosticFixture {
    static let file = #filePath

    struct Alike: Project {
        let name: Name = "alike"
        let start = Day(2026, 1, 1)
        let environments = [
            Environment(
                "test", orchestrator: .airflow(.v2_11, tree: "/dags"),
                data: DataPlatform(
                    connections: [.dashed, .dotted],
                    stores: [
                        StoreSetting(.lake, .clickHouse(.dashed)), StoreSetting(.warehouse, .postgres(.dotted)),
                    ]))
        ]
    }

    let project: any Project = Alike()

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Reconciliation(  // expect: DAGC260
                        "compare", speed: Data.raw, batch: Data.mart, per: .hour(of: \.time), comparing: [.count],
                        critical: .discrepancy(above: .percent(5)))
                    DataQualityCheck("alone", of: Data.raw, rules: [.notNull(\.key)])
                }, Self.file)
        ]
    }
}

extension Connection {
    fileprivate static let dashed = Connection("orders-db", .clickHouse)
    fileprivate static let dotted = Connection("orders.db", .postgres)
}
