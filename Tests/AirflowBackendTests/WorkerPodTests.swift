import DagDSL
import Foundation
import PipelineModel
import TestSupport
import Testing
import Workspace

/// The pods in which a Kubernetes executor runs tasks, as its own code makes them of what is generated.
@Suite struct WorkerPodTests {
    @Test(arguments: AirflowVersion.allCases)
    func `a worker's pod is the template with the task's changes laid over it`(_ version: AirflowVersion) async throws {
        try await withTemporaryFolder { folder in
            let compiled = try CompiledFixtures([WorkerPods()], of: PodProject(tree: folder.path), for: version)
            #expect(compiled.findings.isEmpty, "\(compiled.findings)")
            try compiled.write(to: folder)
            let pods = try await pods(of: "worker_pods", in: folder, version)
            let large = try #require(pods["large"])
            #expect(large.nodeSelector == ["disk": "ssd"])
            #expect(large.tolerations == [.init(key: "batch", operator: "Equal", value: "yes", effect: "NoSchedule")])
            #expect(large.serviceAccountName == "workers" && large.restartPolicy == "Never")
            #expect(large.volumes?.map(\.name) == ["dags"])
            let main = try #require(large.containers.first)
            #expect(main.name == "base" && main.image == "registry.example.com/airflow:3" && main.args == ["run"])
            #expect(main.resources?.requests == ["cpu": "500m", "memory": "16Gi"])
            #expect(main.variables["REGION"] == "eu")
            let changed = try #require(pods["changed"]?.containers.first)
            #expect(changed.resources?.requests == ["memory": "48Gi"], "what the task asks for holds")
            #expect(changed.image == main.image && changed.variables["REGION"] == "eu")
            #expect(pods["changed"]?.volumes?.map(\.name) == ["dags", "scratch"])
            #expect(pods["changed"]?.affinity != nil)
            #expect(pods["own"]?.containers.first?.image == "registry.example.com/scoring:2")
            #expect(pods["plain"]?.containers.first?.image == "default")
        }
    }

    @Test func `an environment without pod templates has another executor`() throws {
        let compiled = try CompiledFixtures([WorkerPods()], of: PodProject(tree: nil), for: .v3_3)
        #expect(compiled.findings.isEmpty, "\(compiled.findings)")
        let dag = try #require(compiled.artifacts.first { $0.path.text.hasSuffix("worker_pods.py") })
        #expect(!String(decoding: dag.bytes, as: UTF8.self).contains("pod_template_file"))
        #expect(!compiled.artifacts.contains { $0.path.text.contains("pod_templates") })
    }

    private func pods(of dag: String, in folder: URL, _ version: AirflowVersion) async throws -> [String: StartedPod] {
        let dags = folder.appending(path: "airflow/dags")
        let airflow = try await RealAirflow(version, home: folder.appending(path: "home"), dags: dags)
        let texts = try await airflow.ask("worker_pods.py", [dags.path, dag], as: [String: String].self)
        return try texts.mapValues { try JSONDecoder().decode(StartedPod.self, from: Data($0.utf8)) }
    }
}

/// What the tests look at of a pod's specification.
private struct StartedPod: Decodable {
    struct Container: Decodable {
        struct Variable: Decodable {
            let name: String
            let value: String?
        }

        struct Resources: Decodable {
            let requests: [String: String]?
        }

        let name: String
        let image: String
        let args: [String]?
        let env: [Variable]?
        let resources: Resources?

        var variables: [String: String] {
            (env ?? []).reduce(into: [:]) { values, variable in values[variable.name] = variable.value }
        }
    }

    struct Toleration: Decodable, Equatable {
        let key: String
        let `operator`: String
        let value: String?
        let effect: String?
    }

    struct Volume: Decodable {
        let name: String
    }

    struct Affinity: Decodable {}

    let containers: [Container]
    let restartPolicy: String?
    let nodeSelector: [String: String]?
    let tolerations: [Toleration]?
    let serviceAccountName: String?
    let volumes: [Volume]?
    let affinity: Affinity?
}

private struct WorkerPods: Pipeline {
    let id: PipelineID = "worker_pods"
    let schedule: Schedule = .manual()
    let owner: Owner = .team("tests")

    var flow: some Flow {
        Bash("large", "true").podTemplate(.large)
        Bash("changed", "true").podTemplate(.large)
            .workerPod(
                WorkerPod().resources(memory: .gibibytes(48)).mount(.empty("scratch"), at: "/scratch")
                    .affinity(.awayFrom("app", "worker")))
        Bash("own", "true").workerPod(WorkerPod(image: "registry.example.com/scoring:2"))
        Bash("plain", "true")
    }
}

extension PodTemplate {
    fileprivate static let large = PodTemplate("large")
}

private struct PodProject: Project {
    let name: Name = "pods"
    let start = Day(2026, 1, 1)
    let environments: [Environment]

    /// Without a tree, an environment that has no pod templates.
    init(tree: String?) {
        guard let tree else {
            environments = [Environment("local", orchestrator: .airflow(.v3_3, tree: "/dags"))]
            return
        }
        let large = PodTemplateSetting(.large, image: "registry.example.com/airflow:3")
            .resources(cpu: .milli(500), memory: .gibibytes(16)).variable("REGION", "eu")
            .onNodes(labelled: "disk", "ssd").tolerating("batch", "yes", effect: .noSchedule)
            .serviceAccount("workers").mount(.claim("dags", as: "dags"), at: "/opt/dags", readOnly: true)
        environments = [
            Environment(
                "cluster",
                orchestrator: .airflow(.v3_3, tree: RuntimeString(stringLiteral: tree), podTemplates: [large]))
        ]
    }
}
