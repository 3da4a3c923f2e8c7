import DagDSL

struct DAGC188: DiagnosticFixture {
    static let file = #filePath

    private struct Unclear: Project {
        let name: Name = "unclear"
        let start = Day(2026, 1, 1)

        let environments = [
            Environment(  // expect: DAGC188 DAGC188 DAGC188 DAGC188 DAGC188 DAGC188 DAGC188 DAGC188 DAGC188
                "test", tree: "/dags\nnext", python: "\(.item)",
                connections: [.gateway, .bus, .gateway, .gateway],
                stores: [
                    StoreSetting(.lake, .duckDB("/\(.windowStart).duckdb"), root: "/lake/\(.runID)"),
                    StoreSetting(.lake, .duckDB("/lake.duckdb")),
                ],
                pools: [.init(.warehouse, slots: 8, for: "writes"), .init(.warehouse, slots: 4, for: "writes")],
                variables: [.bucket, .bucket],
                dbt: DbtSetting(
                    project: "/dbt/\(.variable(.bucket))", profiles: "\(.result(of: Bash("a", "b")))", target: "test"))
        ]
    }

    var project: any Project { Unclear() }

    var entries: [CatalogEntry] {
        [CatalogEntry(FixturePipeline { SQLCheck("ask", in: .lake, "select 1") }, Self.file)]
    }
}
