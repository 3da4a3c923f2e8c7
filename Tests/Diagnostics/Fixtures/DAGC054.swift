import DagDSL

struct DAGC054: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    FileSensor("w", path: "a", in: .landing).checking(every: .hours(1), mode: .poke)  // expect: DAGC054
                        .givingUp(after: .hours(2))
                }, Self.file)
        ]
    }
}
