import DagDSL

struct DAGC012: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Using(Bash("create", "true"), teardown: Bash("delete", "true")) {
                        Bash("load", "true").always()  // expect: DAGC012
                    }
                }, Self.file)
        ]
    }
}
