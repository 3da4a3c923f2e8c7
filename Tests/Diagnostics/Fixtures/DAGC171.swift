import DagDSL

struct DAGC171: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    let isOpen = ContinueIf("is_open", "yes", is: "yes")  // expect: DAGC171
                        .criticality(.nonCritical)
                    let each = Bash("each", "load.sh \(.item)")  // expect: DAGC171
                        .mapped(over: .list(["eu", "us"])).criticality(.dataQuality)
                    let load = Bash("load", "load.sh").criticality(.nonCritical)
                    isOpen >>> each >>> load
                }, Self.file)
        ]
    }
}
