import BackendInterface
import CodeModels
import PipelineModel

/// What brings the pipelines into a pod of Airflow: a container that fetches them before the others start, and, where the
/// pod lasts, one that follows the repository.
struct SyncPods {
    let platform: InstalledPlatform
    /// Where Airflow reads the tree: a folder and a link in it.
    let tree: String

    private var sync: SyncModel { platform.installation.sync }
    private var folder: String { tree.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } }
    private var link: String { tree.split(separator: "/").last.map(String.init) ?? "current" }

    /// The chart has git-sync's settings under `dags`; dag-sync stands beside each container that reads the tree.
    var dags: Document {
        switch sync.program {
        case .dagSync: ["gitSync": ["enabled": false, "recommendedProbeSetting": true]]
        case .gitSync:
            [
                "mountPath": .string(folder),
                "gitSync": [
                    "enabled": true, "repo": .string(sync.repository), "ref": .string(sync.branch),
                    "branch": .string(sync.branch), "subPath": "airflow/dags", "period": "30s", "maxFailures": 5,
                    "credentialsSecret": "git-credentials", "recommendedProbeSetting": true,
                    "resources": resources.document,
                    "securityContexts": ["container": Container.confined()],
                ],
            ]
        }
    }

    /// - Parameter isLasting: whether the pod goes on after its first tree. One that runs a task would never end with a
    ///   container that follows the repository.
    func fields(isLasting: Bool) -> [(String, Document)] {
        guard sync.program == .dagSync else { return [] }
        let readOnly: Document = ["name": "dags", "mountPath": .string(folder), "readOnly": true]
        var fields: [(String, Document)] = [
            ("extraVolumes", volumes), ("extraVolumeMounts", [readOnly]),
            ("extraInitContainers", [first.document]),
        ]
        if isLasting { fields.append(("extraContainers", [following.document])) }
        return fields
    }

    /// Of the component, as whoever declares it can say it.
    private var component: ComponentModel? { platform.component(ofKind: "dag-sync")?.model }

    private var resources: ContainerResources {
        let model = component?.resources ?? ResourcesModel(requestMiB: 64, limitMiB: 128, requestMilliCPU: 50)
        return ContainerResources(
            requestMiB: model.requestMiB, limitMiB: model.limitMiB, requestMilliCPU: model.requestMilliCPU,
            limitMilliCPU: model.limitMilliCPU)
    }

    private var port: Int { component?.ports.first?.number ?? 9808 }

    private var volumes: Document {
        [
            ["name": "dags", "emptyDir": ["sizeLimit": "1Gi"]],
            ["name": "sync-scratch", "emptyDir": ["sizeLimit": "64Mi"]],
            ["name": "git-credentials", "secret": ["secretName": "git-credentials", "defaultMode": 288]],
        ]
    }

    private var first: Container {
        var container = Container("dag-sync-first", image: sync.image, resources: resources)
        container.arguments = ["--one-time", "--max-failures=5"]
        container.variables = variables
        container.mounts = mounts
        return container
    }

    private var following: Container {
        var container = Container("dag-sync", image: sync.image, resources: resources)
        container.variables =
            variables + [.text("GITSYNC_HTTP_BIND", ":\(port)"), .text("GITSYNC_HTTP_METRICS", "true")]
        container.ports = [ContainerPort("dag-sync", port)]
        container.mounts = mounts
        container.readiness = Probe(.http(path: "/readyz", port: port), every: 10)
        container.liveness = Probe(.http(path: "/livez", port: port), every: 30, timeout: 10)
        return container
    }

    private var variables: [EnvironmentVariable] {
        [
            .text("GITSYNC_REPO", sync.repository), .text("GITSYNC_REF", sync.branch), .text("GITSYNC_ROOT", folder),
            .text("GITSYNC_LINK", link), .text("GITSYNC_PERIOD", "30s"), .text("GITSYNC_USERNAME", "dag-sync"),
            .text("GITSYNC_PASSWORD_FILE", "/etc/git-secret/token"),
            .text("GITSYNC_STALE_WORKTREE_TIMEOUT", "5m"),
        ]
    }

    private var mounts: [Mount] {
        [
            Mount("dags", at: folder), Mount("sync-scratch", at: "/tmp"),
            Mount("git-credentials", at: "/etc/git-secret", readOnly: true),
        ]
    }
}
