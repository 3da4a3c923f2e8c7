import DagDSL

struct DAGC064: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("load", "true").executor("KubernetesExecuter")  // expect: DAGC064
                    Bash("own", "true").executor("heavy")
                    Bash("class", "true").executor("acme.executors.HeavyExecutor")
                }, Self.file)
        ]
    }
}
