import DagDSL

/// A project whose dbt has a manifest.
struct Shop: Project {
    let name: Name = "shop"
    let start = Day(2026, 1, 1)
    let environments = [
        Environment(
            "test", orchestrator: .airflow(.v3_3, tree: "\(.variable(.tree))"),
            data: DataPlatform(
                stores: [StoreSetting(.warehouse, .duckDB("\(.variable(.warehouse))"))],
                variables: [.tree, .warehouse, .dbt],
                dbt: DbtSetting(
                    project: "\(.variable(.dbt))", profiles: "\(.variable(.dbt))", target: "test",
                    manifest: "shop/target/manifest.json")))
    ]

    static func catalog(_ pipelines: [any Pipeline], _ manifest: String) -> Catalog {
        Catalog(
            project: Shop(),
            pipelines: pipelines.map { CatalogEntry($0, source: "pipelines/Shop.swift", path: "", line: 1) },
            dbtManifests: [DbtManifest("shop/target/manifest.json", manifest)])
    }
}

struct WholeShop: Pipeline {
    let id: PipelineID = "whole_shop"
    let schedule: Schedule = .daily(at: "02:00", in: .utc)
    let owner: Owner = .team("data")

    var flow: some Flow {
        let build = DbtBuild("shop", select: .wholeProject, builds: Marts.countries, after: Marts.raw).taskPerModel()
        build >>> Empty("done")
    }
}

enum Marts {
    static let countries = Dataset<Total>("fct_countries", in: .warehouse, path: "main/fct_countries")
    static let raw = Dataset<Total>("orders", in: .warehouse, path: "main/orders")
}

struct Total: Schema {
    let id = Column<Int>("id")
}

extension Store {
    static let warehouse = Store("warehouse", uri: "duckdb://warehouse")
}

extension Variable {
    static let tree = Variable("dag_tree")
    static let warehouse = Variable("warehouse")
    static let dbt = Variable("dbt")
}
