import DagDSL

struct DAGC208: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    PythonCall("load", "load", in: "broken.py")  // expect: DAGC208
                }, Self.file)
        ]
    }
}
