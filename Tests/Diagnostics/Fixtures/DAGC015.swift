import DagDSL

struct DAGC015: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    let load = Bash("load", "true")  // expect: DAGC015
                    let check = Empty("check")
                    load >>> check
                    load.always() >>> Empty("report")
                }, Self.file)
        ]
    }
}
