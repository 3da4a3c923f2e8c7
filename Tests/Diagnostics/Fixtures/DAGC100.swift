import DagDSL

struct DAGC100: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("dump", "pg_dump postgres://etl:hunter2@db/orders")  // expect: DAGC100
                    Bash("login", "tool --token=abcdef")  // expect: DAGC100
                }, Self.file)
        ]
    }
}
