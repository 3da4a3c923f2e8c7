import DagDSL

/// What only the manifest of a dbt project shows: selections of nothing, models built twice, and what is not there.
struct DbtManifests: DiagnosticFixture {
    static let file = #filePath

    struct Shop: Project {
        let name: Name = "shop"
        let start = Day(2026, 1, 1)
        let environments = [
            Environment(  // expect: DAGC272 DAGC273
                "test", orchestrator: .airflow(.v2_11, tree: "/dags"),
                data: DataPlatform(
                    stores: [StoreSetting(.lake, .duckDB("/lake.duckdb"), root: "/lake")],
                    dbt: DbtSetting(project: "/dbt", profiles: "/dbt", target: "test", manifest: "shop/manifest.json")))
        ]
    }

    let project: any Project = Shop()

    let dbtManifests = [
        DbtManifest(
            "shop/manifest.json",
            [
                "source.shop.raw.orders\tsource\torders\tshop\tshop.raw.orders\tmodels/s.yml\t\t\t\torders\traw",
                "model.shop.stg\tmodel\tstg\tshop\tshop.staging.stg\tmodels/staging/stg.sql\tdaily"
                    + "\tsource.shop.raw.orders\tview\tstg\t",
                "model.shop.mart\tmodel\tmart\tshop\tshop.marts.mart\tmodels/marts/mart.sql\tdaily\tmodel.shop.stg"
                    + "\ttable\tmart\t",
                "model.shop.lost\tmodel\tlost\tshop\tshop.marts.lost\tmodels/marts/lost.sql\tweekly"
                    + "\tsource.shop.raw.gone\ttable\tlost\t",
                "test.shop.mart_has_keys\ttest\tmart_has_keys\tshop\tshop.marts.mart_has_keys\tmodels/s.yml\t"
                    + "\tmodel.shop.mart\t\tmart_has_keys\t",
                "!\tmodels/marts/mart.sql",
            ].joined(separator: "\n"))
    ]

    var entries: [CatalogEntry] {
        [
            CatalogEntry(
                FixturePipeline("first") {
                    DbtBuild("daily", select: .tag("daily"), builds: Made.daily).taskPerModel()
                    DbtBuild("misspelt", select: .tag("dayly"), builds: Made.unbuilt)  // expect: DAGC271
                    DbtBuild("seeds", select: .wholeProject, builds: Made.seeds).running(.seed)  // expect: DAGC271
                    DbtBuild(  // expect: DAGC271
                        "neither", select: .all(.tag("daily"), .tag("weekly")), builds: Made.neither
                    ).taskPerModel()
                    DbtBuild("other", select: .model("lost"), builds: Made.other)  // expect: DAGC274
                    DbtBuild("tests", select: .model("mart"), builds: Made.tested)  // expect: DAGC222
                        .running(.test).taskPerModel()
                }, Self.file),
            CatalogEntry(
                FixturePipeline("second") {
                    DbtBuild("again", select: .ancestors(of: "mart"), builds: Made.mart)  // expect: DAGC132
                }, Self.file),
        ]
    }
}

private enum Made {
    static let daily = Dataset<Row>("mart", in: .lake, path: "mart")
    static let unbuilt = Dataset<Row>("unbuilt", in: .lake, path: "unbuilt")
    static let seeds = Dataset<Row>("seeds", in: .lake, path: "seeds")
    static let neither = Dataset<Row>("neither", in: .lake, path: "neither")
    static let other = Dataset<Row>("other", in: .lake, path: "other")
    static let tested = Dataset<Row>("tested", in: .lake, path: "tested")
    static let mart = Dataset<Row>("mart_again", in: .lake, path: "again", table: "mart")
}
