import DagDSL

struct DAGC017: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    let delete = Bash("delete", "true")
                    Using(Bash("create", "true"), teardown: delete) { Bash("load", "true") }
                    delete >>> Bash("report", "true")  // expect: DAGC017
                }, Self.file)
        ]
    }
}
