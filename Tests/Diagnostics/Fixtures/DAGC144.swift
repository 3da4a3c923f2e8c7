import DagDSL

struct DAGC144: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    DataQualityCheck("check", of: Data.clean, rules: [.rowCount(atLeast: 0)])  // expect: DAGC144
                    check("any", .rowCount())  // expect: DAGC144
                    check("negative", .rowCount(atMost: -1))  // expect: DAGC144
                    check("crossed", .rowCount(atLeast: 5, atMost: 4))  // expect: DAGC144
                    check("empty", .rowCount(atMost: 0))
                    check("unaccepted", .accepted(\.key, []))  // expect: DAGC144
                    check("unbounded", .range(of: \.key))  // expect: DAGC144
                    check("no_day", .range(of: \.time, atLeast: Day(2026, 2, 30)))  // expect: DAGC144
                    check(  // expect: DAGC144
                        "past", .range(of: \.time, atLeast: Day(2026, 2, 2), atMost: Day(2026, 2, 1)))
                    check("dated", .range(of: \.time, atLeast: Day(2026, 2, 1), atMost: Day(2026, 2, 1)))
                    check("stale", .freshness(of: \.time, within: .seconds(0)))  // expect: DAGC144
                    check("fewer", .notNull(\.key).allowing(rows: -1))  // expect: DAGC144
                    check("all", .notNull(\.key).allowing(.percent(100)))  // expect: DAGC144
                    check("overfull", .complete(against: Data.raw, atLeast: .percent(101)))  // expect: DAGC144
                    check("short", .usualRowCount(overLast: 4))  // expect: DAGC144
                    check("never", .usualRowCount(deviations: 0))  // expect: DAGC144
                    check("usual", .usualRowCount())
                    Reconciliation(  // expect: DAGC144
                        "itself", speed: Data.raw, batch: Data.raw, per: .hour(of: \.time), comparing: [.count],
                        critical: .discrepancy(above: .percent(1)))
                }, Self.file)
        ]
    }

    private func check(
        _ id: TaskID, _ rule: Rule<Row>, file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) -> DataQualityCheck<Row> {
        DataQualityCheck(id, of: Data.clean, rules: [rule], file: file, line: line, column: column)
    }
}
