import DagDSL

struct DAGC228: DiagnosticFixture {
    static let file = #filePath
    let project: any Project = FixtureProject(on: .v3_3)

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    let unused = SQLQuery("unused", in: .lake, "select key from t", rows: Row.self)  // expect: DAGC228
                    unused >>> Empty("after")
                    let used = SQLQuery("used", in: .lake, "select key from t limit 5", rows: Row.self)
                    PythonCall("compare", "anything", in: "report.py", ["rows": .result(of: used)])
                    let pulled = SQLQuery("pulled", in: .lake, "select key from t limit 5", rows: Row.self)
                    pulled
                        >>> Operator("template", "acme.Operator", ["rows": .template("{{ ti.xcom_pull('pulled') }}")])
                }, Self.file),
            // People look at rows before they answer.
            CatalogEntry(
                FixturePipeline("asked") {
                    SQLQuery("sums", in: .lake, "select key from t", rows: Row.self)
                        >>> Approval("look", "Are the sums right?").expected(within: .hours(2))
                }, Self.file),
        ]
    }
}
