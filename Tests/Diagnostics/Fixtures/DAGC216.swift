import DagDSL

struct DAGC216: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(Self.next, Self.file),
            CatalogEntry(
                FixturePipeline("old") {
                    PipelineTrigger("start", of: Self.next, configuration: ["mode": "old"])  // expect: DAGC216
                }, Self.file),
            CatalogEntry(
                FixturePipeline("far") {
                    PipelineTrigger("start", of: Self.next, configuration: ["days": 31])  // expect: DAGC216
                }, Self.file),
            CatalogEntry(
                FixturePipeline("new") {
                    PipelineTrigger("start", of: Self.next, configuration: ["mode": "new", "days": 7])
                }, Self.file),
            CatalogEntry(
                FixturePipeline("late") {
                    PipelineTrigger("start", of: Self.next, configuration: ["mode": "\(.variable(.bucket))"])
                }, Self.file),
        ]
    }

    private static var next: FixturePipeline {
        FixturePipeline("next") { Empty("load") }.with {
            $0.schedule = .manual()
            $0.params = [
                .text("mode", default: "all", among: ["all", "new"]), .integer("days", default: 1, in: 1...30),
            ]
        }
    }
}
