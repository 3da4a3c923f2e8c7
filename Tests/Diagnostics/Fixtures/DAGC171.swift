import DagDSL

struct DAGC171: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    let isOpen = ContinueIf("is_open", "yes", is: "yes")  // expect: DAGC171
                        .criticality(.nonCritical)
                    let create = Bash("create", "create.sh").criticality(.dataQuality)  // expect: DAGC171
                    let load = Bash("load", "load.sh").criticality(.nonCritical)
                    isOpen >>> Using(create, teardown: Bash("drop", "drop.sh")) { load }
                }, Self.file)
        ]
    }
}
