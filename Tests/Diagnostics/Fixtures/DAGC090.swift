import DagDSL

struct DAGC090: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        let known = FixturePipeline("known") { Group("work") { Empty("load") } }
        let unknown = FixturePipeline("unknown") { Empty("load") }
        return [
            CatalogEntry(known, Self.file),
            CatalogEntry(
                FixturePipeline {
                    PipelineTrigger("start", of: unknown)  // expect: DAGC090
                    ExternalTaskSensor("wait", of: known, task: "work.laod", offset: .hours(24))  // expect: DAGC090
                        .givingUp(after: .hours(1))
                    ExternalTaskSensor("good", of: known, task: "work.load", offset: .hours(24)).givingUp(
                        after: .hours(1))
                    PipelineTrigger("start_good", of: known)
                }, Self.file),
        ]
    }
}
