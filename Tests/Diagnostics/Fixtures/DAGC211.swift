import DagDSL

struct DAGC211: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(Self.next, Self.file),
            CatalogEntry(
                FixturePipeline("starts") {
                    PipelineTrigger("start", of: Self.next, configuration: ["dya": "2026-01-31"])  // expect: DAGC211
                }, Self.file),
        ]
    }

    private static var next: FixturePipeline {
        FixturePipeline("next") { Empty("load") }.with {
            $0.schedule = .manual()
            $0.params = [.text("day", default: "2026-01-01", format: .date)]
        }
    }
}
