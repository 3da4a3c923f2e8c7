import DagDSL

struct DAGC160: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(  // expect: DAGC085 DAGC085 DAGC160 DAGC160
                FixturePipeline { Bash("load", "load \(.macro(Self.summary, "x"))") }.with {
                    $0.macros = [Self.summary, TemplateFunction("ds", in: "report.py")]
                    $0.filters = [TemplateFunction("anything", in: "report.py"), Self.ts]
                }, Self.file, at: #line - 4)
        ]
    }

    private static let summary = TemplateFunction("summarise", in: "report.py")
    private static let ts = TemplateFunction("ts", in: "report.py")
}
