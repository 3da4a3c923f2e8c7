import DagDSL

struct DAGC101: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("load", "load.sh \(.param(.text("table", default: "orders")))")  // expect: DAGC101
                }
                .with {
                    $0.params = [.text("table", default: "orders")]
                }, Self.file)
        ]
    }
}
