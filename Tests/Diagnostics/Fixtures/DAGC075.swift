import DagDSL

struct DAGC075: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Operator("say", "a.b.Say", ["text": "\(.item) \(.runID)"])  // expect: DAGC075
                        .mapped(over: .list(["eu"]))
                }, Self.file)
        ]
    }
}
