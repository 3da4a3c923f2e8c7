import DagDSL

struct DAGC226: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        let itself = FixturePipeline("daily") { Bash("load", "true") }
        return [
            CatalogEntry(
                FixturePipeline("daily") {
                    ExternalTaskSensor("yesterday", of: itself, task: "load", offset: .days(1))  // expect: DAGC226
                        .givingUp(after: .hours(1)) >>> Bash("load", "true")
                    ExternalTaskSensor("day_before", of: itself, task: "load", offset: .days(2))
                        .givingUp(after: .hours(1), then: .skip) >>> Bash("count", "true").runs(when: .noneFailed)
                }, Self.file)
        ]
    }
}
