import DagDSL

struct DAGC220: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    compare("versions").readingLastVersions(of: .batch)  // expect: DAGC220
                    compare("keyed", .keys(\.key)).readingLastVersions(of: .batch, by: \Row.time)
                    compare("keyless").readingLastVersions(of: .batch, by: \Row.time)  // expect: DAGC220
                    compare("columns", .columns(\.key))  // expect: DAGC220
                    DataQualityCheck(  // expect: DAGC220
                        "references", of: Data.clean, rules: [.references(\.key, in: Data.mart, \.key)])
                    DataQualityCheck("beside", of: Data.clean, rules: [.references(\.key, in: Data.raw, \.key)])
                }, Self.file)
        ]
    }

    private func compare(
        _ id: TaskID, _ more: Reconciliation.Measure<Row>..., file: StaticString = #filePath, line: UInt = #line,
        column: UInt = #column
    ) -> Reconciliation {
        Reconciliation(
            id, speed: Data.mart, batch: Data.clean, per: .hour(of: \.time), comparing: [.count] + more,
            critical: .discrepancy(above: .percent(10)), file: file, line: line, column: column)
    }
}
