import DagDSL

struct DAGC017: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    let load = Bash("load", "load.sh \(.item)")
                    ForEach("each", over: .list(["eu", "us"])) { load }
                    load >>> Empty("report")  // expect: DAGC017
                }, Self.file)
        ]
    }
}
