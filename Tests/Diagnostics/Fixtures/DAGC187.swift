import DagDSL

struct DAGC187: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("load", "true")  // expect: DAGC187
                        .workerPod(WorkerPod().variable("DAY", "\(.windowStart)"))
                    Bash("clean", "true").podTemplate(PodTemplate("varying"))  // expect: DAGC187
                }, Self.file)
        ]
    }
}
