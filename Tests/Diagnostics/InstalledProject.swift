import DagDSL

/// A project of one environment, which the fixture makes itself, so that findings point into it.
struct OneEnvironment: Project {
    let name: Name = "installed"
    let start = Day(2026, 1, 1)
    let environments: [Environment]

    init(_ environment: Environment) { environments = [environment] }
}

extension OrchestratorSetting {
    static let fixture = OrchestratorSetting.airflow(.v2_11, tree: "/dags")
}

extension DataPlatform {
    static let fixture = DataPlatform(
        connections: [.installedCluster], stores: [StoreSetting(.lake, .duckDB("/lake.duckdb"), root: "/lake")])
}

extension Connection {
    static let installedCluster = Connection("kubernetes_default", .kubernetes)
}

extension Operations {
    static let fixture = Operations(
        team: .team("tests"), runbooks: "https://example.com/runbooks", objectives: [.scheduled], routes: [.all])
}

extension ClusterSetting {
    /// A cluster with one profile, which has all components.
    static func installed(_ memory: Memory) -> ClusterSetting {
        .installed(Profile("all", memory: memory))
    }

    static func installed(_ profiles: Profile...) -> ClusterSetting {
        .kubernetes(
            .installedCluster, namespace: "jobs",
            installing: Installation(
                profiles: profiles, workers: WorkerLimit(1, memory: .mebibytes(256), cpu: .milli(100)),
                sync: .dagSync("https://git.example.com/dags.git", image: "dag-sync:1")))
    }
}

extension Component {
    /// One of a kind of its own, with all that an installation asks of it.
    static func ranking(limit: Memory = .mebibytes(512)) -> Component {
        .bare.resources(memory: .mebibytes(256), limit: limit, cpu: .milli(100)).inNamespace("data")
    }

    /// One that says nothing of what it takes.
    static let bare = Component.custom(
        "ranking", kind: "ranking", purpose: "ranks", runsAs: .image("ranking:1")
    )
    .port("metrics", 9100, for: .metrics).scraped(at: ["ranking:9100"]).offers(
        .gauge("ranking_drift", "how far it is off"))
}
