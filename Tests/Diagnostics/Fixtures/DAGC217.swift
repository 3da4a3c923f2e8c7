import DagDSL

struct DAGC217: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        let days = Bash("days", "list-days")
        let each = Bash("each", "count \(.item)").mapped(over: .list(["eu", "us"]))
        let rows = PythonCall("rows", "anything", in: "report.py")
        return [
            CatalogEntry(
                FixturePipeline {
                    Bash("load", "load \(.item)").mapped(over: .result(of: days))  // expect: DAGC217
                    ForEach("group", over: .result(of: days)) { Bash("in", "load \(.item)") }  // expect: DAGC217
                    Bash("all", "load \(.item)").mapped(over: .result(of: each))
                    Bash("right", "load \(.item)").mapped(over: .result(of: rows))
                }, Self.file)
        ]
    }
}
