import DagDSL

struct DAGC016: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("load", "load.sh \(.item)")  // expect: DAGC016
                    Bash("copy", "true").mapped(over: .list(["eu"]))  // expect: DAGC016
                }, Self.file)
        ]
    }
}
