import Compilation
import DagDSL
import Diagnostics
import LocalPlatform
import PipelineModel
import Pipelines
import Testing
import Workspace

/// The reference platform on one machine.
@Suite("An environment on one machine")
struct LocalEnvironmentTests {
    private static let folder = LocalFolder(ofPackage: "/somewhere/orders")
    private static let ports = LocalPorts { $0.usual }

    private static func environment(_ name: String) throws -> EnvironmentModel {
        try #require(catalog.project.environments.map(\.model).first { $0.name == name })
    }

    private static func compiled(_ name: String) throws -> Compilation {
        let local = try LocalEnvironment(environment(name), folder: folder, ports: ports)
        return Compilation.run(catalog, for: local.model)
    }

    @Test("compiles without an error, whatever of the platform does not run there", arguments: ["production", "local"])
    func compiles(_ name: String) throws {
        let compilation = try Self.compiled(name)
        #expect(compilation.report.diagnostics.filter { $0.severity == .error }.map(\.message) == [])
        #expect(compilation.artifacts != nil)
    }

    @Test("has its tree where dag-sync publishes on this machine")
    func tree() throws {
        let artifacts = try #require(try Self.compiled("production").artifacts)
        let settings = try #require(artifacts.text(of: "airflow/airflow.env"))
        #expect(settings.contains("=/somewhere/orders/.dagc/local/sync/current/airflow/dags\n"))
    }

    @Test("tells everybody on this machine, and reads no secret of theirs")
    func receivers() throws {
        let artifacts = try #require(try Self.compiled("production").artifacts)
        let configuration = try #require(artifacts.text(of: "alertmanager/alertmanager.yml"))
        for name in ["data-pager", "leads", "finance-alerts", "data-alerts", "heartbeat"] {
            #expect(configuration.contains("http://127.0.0.1:8025/\(name)"), "nobody shows what \(name) gets")
        }
        #expect(!configuration.contains("/etc/alertmanager/secrets"))
        #expect(!configuration.contains("smtp"))
    }

    @Test("measures what runs there, where it runs, and raises no alarm for what does not")
    func components() throws {
        let artifacts = try #require(try Self.compiled("production").artifacts)
        let scrape = try #require(artifacts.text(of: "prometheus/prometheus.yml"))
        #expect(scrape.contains("127.0.0.1:9102") && scrape.contains("127.0.0.1:9808"))
        #expect(!scrape.contains("kafka") && !scrape.contains("dns_sd_configs"))
        let rules = artifacts.artifacts.map(\.path.text).filter { $0.hasPrefix("prometheus/rules/components/") }
        #expect(rules.contains("prometheus/rules/components/dag-sync.yaml"))
        #expect(!rules.contains { $0.contains("kafka") || $0.contains("clickhouse") })
    }

    @Test("is refused where Airflow 3 is not what runs the pipelines")
    func otherVersion() throws {
        #expect {
            try LocalEnvironment(Self.environment("airflow2"), folder: Self.folder, ports: Self.ports)
        } throws: {
            "\($0)".contains("`airflow2` has Airflow 2.11")
        }
    }
}

extension ArtifactSet {
    fileprivate func text(of path: String) -> String? {
        ArtifactPath(checking: path).flatMap { self[$0] }.map { String(decoding: $0.bytes, as: UTF8.self) }
    }
}
