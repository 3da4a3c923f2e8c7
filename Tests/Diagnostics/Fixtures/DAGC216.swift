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
                FixturePipeline("other") {
                    PipelineTrigger("start", of: Self.next, configuration: ["days": "seven"])  // expect: DAGC216
                }, Self.file),
            CatalogEntry(Self.asking, Self.file),
            CatalogEntry(
                FixturePipeline("silent") {
                    PipelineTrigger("start", of: Self.asking)  // expect: DAGC216
                }, Self.file),
            CatalogEntry(
                FixturePipeline("telling") {
                    PipelineTrigger("start", of: Self.asking, configuration: ["region": "eu"])
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

    private static var asking: FixturePipeline {
        FixturePipeline("asking") { Empty("load") }.with {
            $0.schedule = .manual()
            $0.params = [.text("region")]
        }
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
