import DagDSL

struct DAGC215: DiagnosticFixture {
    static let file = #filePath

    var project: any Project { Clustered() }

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline {
                    Container("load", image: "load")  // expect: DAGC215
                        .resources(memory: .gibibytes(4), memoryLimit: .gibibytes(2))
                }, Self.file)
        ]
    }

    private struct Clustered: Project {
        let name: Name = "fixtures"
        let start = Day(2026, 1, 1)
        private static let cluster = Connection("cluster", .kubernetes)
        let environments = [
            Environment(
                "test", orchestrator: .airflow(.v2_11, tree: "/dags"), data: DataPlatform(connections: [Self.cluster]),
                cluster: .kubernetes(Self.cluster, namespace: "jobs"))
        ]
    }
}
