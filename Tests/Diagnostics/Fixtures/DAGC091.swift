import DagDSL

struct DAGC091: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline("orders") {
                    Bash("load", "true")
                }
                .with {
                    $0.schedule = .daily(at: "02:00", in: .utc)
                }, Self.file),
            CatalogEntry(
                FixturePipeline("second") {
                    ExternalTaskSensor("wait", of: FixturePipeline("orders") { Skip() })  // expect: DAGC091
                        .givingUp(after: .hours(1))
                }, Self.file),
        ]
    }
}
