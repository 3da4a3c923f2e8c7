import DagDSL

struct DAGC018: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    let load = Bash("load", "load.sh \(.item)")
                    ForEach("each", over: .list(["eu", "us"])) { load }
                    load >>> Empty("report")  // expect: DAGC018
                }, Self.file)
        ]
    }
}
