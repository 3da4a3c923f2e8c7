import DagDSL

struct DAGC085: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    PythonCall("no_file", "summarise", in: "raport.py")  // expect: DAGC085
                    PythonCall("no_function", "sumarise", in: "report.py", ["day": "x"])  // expect: DAGC085
                    PythonCall("inner", "inner", in: "report.py")  // expect: DAGC085
                    PythonCall("missing", "summarise", in: "report.py")  // expect: DAGC085
                    PythonCall("unknown", "summarise", in: "report.py", ["day": "x", "lim": 3])  // expect: DAGC085
                    PythonCall("bad_file", "summarise", in: "my report.py")  // expect: DAGC085
                    PythonCall("good", "summarise", in: "report.py", ["day": "x", "limit": 3])
                    PythonCall("any", "anything", in: "report.py", ["word": "x"])
                }, Self.file),
            CatalogEntry(  // expect: DAGC085
                FixturePipeline("late") { Empty("a") }
                    .with {
                        $0.deadline = .within(.hours(1), of: .scheduled, else: .function("summarise", in: "report.py"))
                    },
                Self.file),
        ]
    }
}
