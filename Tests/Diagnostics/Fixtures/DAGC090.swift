import DagDSL

struct DAGC090: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline("orders") {
                    Bash("load", "true")
                }, Self.file),
            CatalogEntry(
                FixturePipeline("second") {
                    ExternalTaskSensor("wait", of: FixturePipeline("orders") { Skip() }, task: "laod")  // expect: DAGC090
                        .givingUp(after: .hours(1))
                        >>> PipelineTrigger("start", of: FixturePipeline("order") { Skip() })  // expect: DAGC090
                }, Self.file),
        ]
    }
}
