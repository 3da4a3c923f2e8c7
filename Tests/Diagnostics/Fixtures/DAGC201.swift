import DagDSL

struct DAGC201: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(FixturePipeline { Self.nested(49) }, Self.file),
            CatalogEntry(FixturePipeline("deep") { Self.nested(2000) }, Self.file),
        ]
    }

    private static func nested(_ levels: Int) -> FlowGraph {
        (0..<levels).reduce(Empty("task").graph) { flow, _ in
            Group("g") { flow }.graph  // expect: DAGC201
        }
    }
}
