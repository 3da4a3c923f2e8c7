import DagDSL

struct DAGC445: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    FileSensor("once", path: "a.csv", in: .landing)  // expect: DAGC445
                        .checking(every: .hours(1)).givingUp(after: .minutes(30))
                    FileSensor("often", path: "b.csv", in: .landing)
                        .checking(every: .minutes(1)).givingUp(after: .minutes(30))
                }, Self.file)
        ]
    }
}
