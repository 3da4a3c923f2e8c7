import DagDSL

struct DAGC234: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    let names = Bash("names", "list")
                    SQLStatement("each", in: .warehouse, "delete from t where a = '\(.item)'")  // expect: DAGC234
                        .mapped(over: .result(of: names))
                    SQLStatement(  // expect: DAGC234
                        "one", in: .warehouse, "delete from t where a = '\(.result(of: names))'")
                    names
                        >>> SQLStatement("known", in: .warehouse, "delete from t where a = '\(.item)'")
                        .mapped(over: .list(["eu", "us"]))
                    SQLStatement(
                        "given", in: .warehouse, "delete from t where a = %(name)s",
                        parameters: ["name": .result(of: names)])
                    SQLStatement("number", in: .warehouse, "delete from t where a = \(.result(of: names))")
                }, Self.file)
        ]
    }
}
