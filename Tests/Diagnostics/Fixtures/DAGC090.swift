import DagDSL

struct DAGC090: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        let known = FixturePipeline("known") { Group("work") { Empty("load") } }
        let other = FixturePipeline("other") { Empty("load") }
        let unknown = FixturePipeline("unknown") { Empty("load") }
        return [
            CatalogEntry(known, Self.file), CatalogEntry(other, Self.file),
            CatalogEntry(
                FixturePipeline {
                    PipelineTrigger("start", of: unknown)  // expect: DAGC090
                    ExternalTaskSensor("wait", of: known, task: "work.laod", offset: .hours(24))  // expect: DAGC090
                        .givingUp(after: .hours(1))
                    ExternalTaskSensor("good", of: known, task: "work.load", offset: .hours(24)).givingUp(
                        after: .hours(1))
                    PipelineTrigger("start_good", of: known)
                    PipelineTrigger("start_own", of: ForeignPipeline("other"))  // expect: DAGC090
                    PipelineTrigger("start_foreign", of: ForeignPipeline("elsewhere"))
                    ExternalTaskSensor("group", of: known, group: "wokr", offset: .hours(24))  // expect: DAGC090
                        .givingUp(after: .hours(1))
                    ExternalTaskSensor("good_group", of: known, group: "work", offset: .hours(24)).givingUp(
                        after: .hours(1))
                }, Self.file),
        ]
    }
}
