import DagDSL

/// Properties by the names that Airflow gives them.
private struct Foreign: Pipeline {
    let id: PipelineID = "foreign"
    let schedule: Schedule = .manual()
    let owner: Owner = .team("tests")
    let catchup = true
    let max_active_runs = 1
    /// Of its own, as pipelines that are made several times have them.
    let region: Name = "eu"

    var flow: some Flow { Bash("load_\(region)", "true") }
}

struct DAGC190: DiagnosticFixture {
    static let file = #filePath

    var entries: [CatalogEntry] {
        [
            CatalogEntry(Foreign(), Self.file)  // expect: DAGC190 DAGC190
        ]
    }
}
