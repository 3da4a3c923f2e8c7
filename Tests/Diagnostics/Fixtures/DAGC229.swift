import DagDSL

struct DAGC229: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    let all = SQLQuery("all", in: .lake, "SELECT *\nFROM orders;", rows: Row.self)  // expect: DAGC229
                    let sorted = SQLQuery(  // expect: DAGC229
                        "sorted", in: .lake, "select * from orders order by key", rows: Row.self)
                    let few = SQLQuery("few", in: .lake, "select * from orders limit 10", rows: Row.self)
                    let some = SQLQuery("some", in: .lake, "select * from orders where key = 'a'", rows: Row.self)
                    let names = SQLQuery("names", in: .lake, "select * from names", rows: Row.self)
                    PythonCall("load", "anything", in: "report.py", ["a": .result(of: all), "b": .result(of: sorted)])
                    PythonCall("small", "anything", in: "report.py", ["a": .result(of: few), "b": .result(of: some)])
                    // Its length has a limit of its own.
                    Bash("each", "load \(.item)").mapped(over: .result(of: names))
                }, Self.file)
        ]
    }
}
