import DagDSL

/// What a pipeline is meant to say, in types that Swift infers otherwise.
private struct Ignoring: Pipeline {
    let id: PipelineID = "ignoring"
    let schedule: Schedule = .manual()
    let owner: Owner = .team("tests")
    let tags = ["orders"]
    let end = Day(2026, 12, 31)
    let title: String? = "As it should be"

    var flow: some Flow { Bash("load", "true") }
}

struct DAGC195: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(Ignoring(), Self.file)  // expect: DAGC195 DAGC195
        ]
    }
}
