import DagDSL

struct DAGC214: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("load", "true") >>> Bash("alert", "alert").runs(when: .oneFailed)
                        >>> Bash("finish", "true")  // expect: DAGC214
                }, Self.file),
            CatalogEntry(
                FixturePipeline("aside") {
                    let load = Bash("load", "true")
                    load >>> Bash("publish", "true")
                    load >>> Bash("collect", "collect").runs(when: .oneFailed) >>> Bash("upload", "upload")
                }, Self.file),
        ]
    }
}
