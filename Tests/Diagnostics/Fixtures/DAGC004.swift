import DagDSL

struct DAGC004: DiagnosticFixture {
    static let file = #filePath

    let project: any Project = OddNames()

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Bash("load orders", "true")  // expect: DAGC004
                }, Self.file)
        ]
    }

    private struct OddNames: Project {
        let name: Name = "odd_names"
        let start = Day(2026, 1, 1)
        let environments = [
            Environment(  // expect: DAGC004 DAGC004
                "test", orchestrator: .airflow(.v2_11, tree: "/dags"),
                data: DataPlatform(
                    connections: [Connection("lake%20query", .http), Connection("lake-2.query", .http)],
                    variables: [Variable("lake name"), Variable("lake/name")]))
        ]
    }
}
