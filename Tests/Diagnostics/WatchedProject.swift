import DagDSL

/// A project whose one environment is watched.
struct WatchedProject: Project {
    let name: Name = "watched"
    let start = Day(2026, 1, 1)
    let environments: [Environment]

    init(_ operations: Operations, _ components: Component...) {
        environments = [
            Environment(
                "test", orchestrator: .airflow(.v2_11, tree: "/dags"),
                data: DataPlatform(stores: [StoreSetting(.lake, .duckDB("/lake.duckdb"), root: "/lake")]),
                components: components, operations: operations)
        ]
    }
}

extension AlertRoute {
    static let all = AlertRoute(to: .channel)
}

extension Receiver {
    static let channel = Receiver("channel", .slack("#all", webhookIn: "/secrets/slack"))
}

extension Objective {
    static let scheduled = Objective.freshAsScheduled(grace: .hours(1))
}

extension Runbook {
    static let short = Runbook(meaning: "It is so.", waiting: "It stays so.", steps: ["Look at it."])
}

extension CatalogEntry {
    /// A pipeline that does one thing every day.
    static func daily(_ file: String, _ objectives: Objective..., at line: Int = #line) -> CatalogEntry {
        CatalogEntry(
            FixturePipeline { Bash("work", "true") }.with { $0.objectives = objectives }, file, at: line)
    }
}
