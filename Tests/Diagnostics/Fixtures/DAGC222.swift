import DagDSL

struct DAGC222: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    dbt("tests", .tag("a")).running(.test).refreshingFully()  // expect: DAGC222
                    dbt("seeds", .tag("b")).running(.seed).refreshingFully().threads(4)
                    dbt("idle", .tag("c")).threads(0)  // expect: DAGC222
                    dbt("crowd", .tag("d")).threads(100_000)  // expect: DAGC222
                    dbt("since", .changed)  // expect: DAGC222
                    dbt("slim", .changed).excluding(.tag("slow")).comparing(withManifestIn: "/state")
                    dbt("beside", .tag("e")).comparing(withManifestIn: "/state")  // expect: DAGC222
                }, Self.file)
        ]
    }

    private func dbt(
        _ id: TaskID, _ selection: DbtSelection, file: StaticString = #filePath, line: UInt = #line,
        column: UInt = #column
    ) -> DbtBuild<Row> {
        DbtBuild(id, select: selection, builds: Data.mart, after: Data.raw, file: file, line: line, column: column)
    }
}
