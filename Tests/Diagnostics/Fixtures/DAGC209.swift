import DagDSL

struct DAGC209: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    PythonCall("load", "load", in: "busy.py")  // expect: DAGC209
                }, Self.file)
        ]
    }
}
