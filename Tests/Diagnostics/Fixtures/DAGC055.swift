import DagDSL

struct DAGC055: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    FileSensor("wait", path: "orders.csv", in: .landing).givingUp(after: .hours(6))  // expect: DAGC055
                }
                .with {
                    $0.schedule = .hourly()
                    $0.maximumActiveRuns = 2
                }, Self.file)
        ]
    }
}
