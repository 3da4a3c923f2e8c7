import CodeModels
import PipelineModel

/// What makes the store of logs ready for them: their life, the template of their indices, and the first one behind the
/// name that Fluentd writes to.
struct LogIndex {
    let platform: InstalledPlatform
    let store: ComponentModel
    let namespace: String
    private let image: String

    /// The name of the job and the label of its pod.
    static let label = "log-index"

    /// Nil where nobody stores logs on the cluster.
    init?(_ platform: InstalledPlatform) {
        guard let (store, workload) = platform.component(ofKind: "elasticsearch"),
            platform.component(ofKind: "fluentd") != nil, case .manifest(let image) = store.runsAs
        else { return nil }
        self.platform = platform
        self.store = store
        namespace = workload.namespace
        self.image = image
    }

    /// Of the folder of a component: those of the store have these beside their own.
    func objects(of component: String, _ policies: TrafficPolicies) -> [KubernetesObject] {
        guard component == store.name else { return [] }
        let metadata = platform.metadata(Self.label, of: Self.label, in: namespace)
        return [.serviceAccount(metadata), .configMap(metadata, files), job]
            + [policies.policy(of: .logIndex)].compactMap(\.self)
    }

    private var alias: String { "logs-\(platform.model.environment.name)" }

    private var files: [String: String] {
        let text = { (document: Document) in String(decoding: document.jsonBytes(), as: UTF8.self) }
        return [
            "lifecycle.json": text(LoggingBackend.lifecycle(store)),
            "template.json": text(LoggingBackend.template(platform.model.environment.name)),
            "index.json": text(["aliases": .object([(alias, .object([("is_write_index", true)]))])]),
            "log_index.sh": String(decoding: PackageResources.log_index_sh, as: UTF8.self),
        ]
    }

    /// Called after what it does, as a job cannot be changed.
    private var job: KubernetesObject {
        let content = files.sorted { $0.key < $1.key }.reduce(image) { $0 + $1.key + $1.value }
        var container = Container(
            "log-index", image: image, resources: ContainerResources(requestMiB: 32, limitMiB: 64, requestMilliCPU: 10))
        container.command = ["sh", "/log-index/log_index.sh"]
        let port = store.ports.first { $0.purpose == .service }?.number ?? 9200
        container.variables = [.text("ELASTICSEARCH", "http://\(store.name):\(port)"), .text("LOG_ALIAS", alias)]
        container.mounts = [Mount("files", at: "/log-index", readOnly: true)]
        var pod = KubernetesPod(
            serviceAccount: Self.label, user: store.workload?.user ?? 1000, containers: [container])
        pod.priorityClass = PriorityClasses.tasks
        pod.volumes = [Volume("files", .configMap(Self.label))]
        let metadata = platform.metadata("\(Self.label)-\(content.fingerprint)", of: Self.label, in: namespace)
        return .job(metadata, timeout: 1800, selector: [InstalledPlatform.nameLabel: Self.label], pod)
    }
}
