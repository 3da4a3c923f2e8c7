import DagDSL

struct DAGC116: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("a", "echo one\0two")  // expect: DAGC116
                    PythonCall("b", "anything", in: "report.py", ["x": ["key": ["\0"]]])  // expect: DAGC116
                    Bash("c", "echo \\0")
                }, Self.file)
        ]
    }
}
