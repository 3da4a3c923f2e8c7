import DagDSL

struct DAGC130: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    DbtBuild("m", select: .model("tags:daily"), builds: Data.mart, after: Data.raw)  // expect: DAGC130
                    DbtBuild("none", select: .any(), builds: Data.mart, after: Data.raw)  // expect: DAGC130
                    DbtBuild(  // expect: DAGC130
                        "part", select: .all(.tag("daily"), .model("tagg:x")), builds: Data.mart, after: Data.raw)
                    DbtBuild("both", select: .all(.tag("daily"), .path("marts")), builds: Data.mart, after: Data.raw)
                }, Self.file)
        ]
    }
}
