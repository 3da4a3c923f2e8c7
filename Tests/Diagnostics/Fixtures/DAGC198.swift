import DagDSL

struct DAGC198: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Operator("twice", "a.b.Load", ["day": 1, "day": 2])  // expect: DAGC198
                    Operator("own", "a.b.Load", ["task_id": "other"])  // expect: DAGC198
                    Operator("nested", "a.b.Load", ["settings": ["a": 1, "b": ["c": 1, "c": 2]]])  // expect: DAGC198
                    Operator(  // expect: DAGC198
                        "object", "a.b.Load", ["settings": .object("a.b.Setting", ["a": 1, "a": 2])])
                    HTTPRequest(  // expect: DAGC198
                        "form", .post, .gateway, path: "/", body: .form(["day": "1", "day": "2"]))
                    LambdaCall("payload", function: "load", payload: ["a": 1, "a": 2], .gateway)  // expect: DAGC198
                    Operator("once", "a.b.Load", ["day": 1, "settings": ["day": 2]])
                }, Self.file),
            CatalogEntry(  // expect: DAGC198
                FixturePipeline("asked") { Empty("load") }.with {
                    $0.params = [.text("day", default: "1"), .text("day", default: "2")]
                }, Self.file),
        ]
    }
}
