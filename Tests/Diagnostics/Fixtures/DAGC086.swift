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
                    SQLStatement(  // expect: DAGC086
                        "rows", in: .warehouse, "select %(d)s", parameters: ["d": .reference("d")])
                    PipelineTrigger(  // expect: DAGC086 DAGC211
                        "start", of: FixturePipeline("constants") {}, configuration: ["x": .number(.nan)])
                    Bash("each", "echo \(.item)").mapped(over: .list([.object("Foo")]))  // expect: DAGC086
                    Bash("row", "echo \(.item("a"))")  // expect: DAGC086
                        .mapped(over: .zip(["a": .list([.number(.infinity)]), "b": .list([1])]))
                    ForEach("group", over: .list([1.5, .reference("nodot")])) {  // expect: DAGC086 DAGC197
                        Bash("inner", "echo \(.item)")
                    }
                    Bash("tell", "tell.sh").writes(  // expect: DAGC086
                        Data.mart.watched(by: .trigger("queue", "nodot")))
                    HumanEntry("ask", "How many?", fields: [.number("limit", .nan)])  // expect: DAGC086
                    Operator("good", "my_operators.Load", ["table_name": "orders", "rule": .reference("rules.ALL")])
                }, Self.file),
            CatalogEntry(  // expect: DAGC086 DAGC086
                FixturePipeline("notified") { Bash("load", "true") }
                    .with {
                        $0.deadline = .within(.hours(1), of: .scheduled, else: .notifier("nodot", text: "text"))
                        $0.notifications = [
                            .onFailure(.notifier("a.b.Tell", text: "text", ["to": .object("Foo")]))
                        ]
                    },
                Self.file, at: #line - 8),
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
