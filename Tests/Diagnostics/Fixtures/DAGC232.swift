import DagDSL

struct DAGC232: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    SQLStatement("load", in: .warehouse, file: "orders/laod.sql")  // expect: DAGC232
                    SQLStatement("lost", in: .warehouse, file: "lost.sql")  // expect: DAGC232
                    SQLStatement("whole", in: .warehouse, file: "whole.sql")
                }, Self.file)
        ]
    }
}
