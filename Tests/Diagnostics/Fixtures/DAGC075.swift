import DagDSL

struct DAGC075: DiagnosticFixture {
    static let file = #filePath
    private static let anything = TemplateFunction("anything", in: "report.py")

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Operator("say", "a.b.Say", ["text": "\(.item) \(.runID)"])  // expect: DAGC075
                        .mapped(over: .list(["eu"]))
                    Bash("show", "show.sh \(.item)")  // expect: DAGC075
                        .mapped(over: .list(["eu"]), labelled: "\(.item.filtered(by: Self.anything))")
                }.with { $0.filters = [Self.anything] }, Self.file)
        ]
    }
}
