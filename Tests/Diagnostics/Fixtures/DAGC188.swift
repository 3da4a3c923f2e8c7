import DagDSL

struct DAGC188: DiagnosticFixture {
    static let file = #filePath

    private struct Unclear: Project {
        let name: Name = "unclear"
        let start = Day(2026, 1, 1)

        let environments = [
            Environment(  // expect: DAGC188 DAGC188 DAGC188 DAGC188 DAGC188 DAGC188 DAGC188 DAGC188 DAGC188
                "test",
                orchestrator: .airflow(
                    .v2_11, tree: "/dags\nnext",
                    pools: [.init(.warehouse, slots: 8, for: "writes"), .init(.warehouse, slots: 4, for: "writes")]),
                data: DataPlatform(
                    connections: [.gateway, .bus, .gateway, .gateway],
                    stores: [
                        StoreSetting(.lake, .duckDB("/\(.windowStart).duckdb"), root: "/lake/\(.runID)"),
                        StoreSetting(.lake, .duckDB("/lake.duckdb")),
                    ],
                    variables: [.bucket, .bucket],
                    dbt: DbtSetting(
                        project: "/dbt/\(.variable(.bucket))", profiles: "\(.result(of: Bash("a", "b")))",
                        target: "test"),
                    python: "\(.item)"))
        ]
    }

    var project: any Project { Unclear() }

    var entries: [CatalogEntry] {
        [CatalogEntry(FixturePipeline { SQLCheck("ask", in: .lake, "select 1") }, Self.file)]
    }
}
