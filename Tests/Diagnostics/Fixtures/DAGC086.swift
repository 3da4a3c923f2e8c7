import DagDSL

struct DAGC086: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Operator("path", "my operators.Load")  // expect: DAGC086
                    Operator("builtin", "Load")  // expect: DAGC086
                    Operator("argument", "my_operators.Load", ["table-name": "orders"])  // expect: DAGC086
                    Operator("nested", "my_operators.Load", ["rule": [.object("bad path")]])  // expect: DAGC086
                    HTTPRequest(  // expect: DAGC086
                        "json", .post, .gateway, path: "/", body: .json(["wait": .reference("datetime.timedelta")]))
                    Operator("good", "my_operators.Load", ["table_name": "orders", "rule": .reference("rules.ALL")])
                }, Self.file),
            CatalogEntry(  // expect: DAGC086
                FixturePipeline("params") { Bash("load", "true") }
                    .with { $0.params = [.dictionary("run", default: ["id": "\(.runID)"])] },
                Self.file),
            CatalogEntry(
                FixturePipeline("constants") { Bash("load", "true") }
                    .with { $0.params = [.dictionary("limits", default: ["rows": [1, 2.5, true, nil, "all"]])] },
                Self.file),
        ]
    }
}
