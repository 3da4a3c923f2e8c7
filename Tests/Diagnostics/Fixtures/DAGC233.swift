import DagDSL

struct DAGC233: DiagnosticFixture {
    static let file = #filePath

    private static let full = Param.boolean("full", default: false)

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    PythonCall("param", "load", in: "typed.py", ["full": "\(.param(Self.full))"])  // expect: DAGC233
                    PythonCall("window", "load", in: "typed.py", ["since": "\(.windowStart)"])  // expect: DAGC233
                    PythonCall("template", "load", in: "typed.py", ["rows": .template("{{ 3 }}")])  // expect: DAGC233
                    PythonCall("word", "load", in: "typed.py", ["rows": "three"])  // expect: DAGC233
                    PythonCall("fraction", "load", in: "typed.py", ["rows": 1.5])  // expect: DAGC233
                    PythonCall("number", "load", in: "typed.py", ["day": 3])  // expect: DAGC233
                    PythonCall("one", "load", in: "typed.py", ["names": "a"])  // expect: DAGC233
                    PythonCall("span", "load", in: "typed.py", ["options": .duration(.hours(1))])  // expect: DAGC233
                    PythonCall(
                        "good", "load", in: "typed.py",
                        [
                            "rows": 3, "full": true, "day": "\(.windowStart)", "share": "a", "ratio": 1,
                            "names": ["a"], "options": ["a": 1], "any": "\(.param(Self.full))",
                        ])
                    PythonCall("item", "load", in: "typed.py", ["rows": "\(.item)", "day": nil]).mapped(
                        over: .list(["1", "2"]))
                }.with { $0.params = [Self.full] }, Self.file),
            CatalogEntry(
                FixturePipeline("native") {
                    PythonCall("param", "load", in: "typed.py", ["full": "\(.param(Self.full))"])
                }.with {
                    $0.params = [Self.full]
                    $0.rendersNativeObjects = true
                }, Self.file),
        ]
    }
}
