import CodeModels
import Compiler
import PipelineModel

/// A platform that is put onto a cluster: which components run where, and by which labels their pods are found.
struct InstalledPlatform {
    let model: ProjectModel
    let operations: OperationsModel
    let kubernetes: KubernetesPlatform
    let installation: InstallationModel
    /// Those that run on the cluster, in the order of their declaration.
    let components: [(model: ComponentModel, workload: WorkloadModel)]

    /// Nil where the environment has no installation.
    init?(_ model: ProjectModel) {
        guard let operations = model.environment.operations,
            case .kubernetes(let kubernetes)? = model.environment.cluster,
            let installation = kubernetes.installation
        else { return nil }
        self.model = model
        self.operations = operations
        self.kubernetes = kubernetes
        self.installation = installation
        components = operations.components.compactMap { component in
            guard component.runsAs != .external, let workload = component.workload else { return nil }
            return (component, workload)
        }
    }

    func workload(of name: String) -> WorkloadModel? { components.first { $0.model.name == name }?.workload }

    /// The labels of a component's pods.
    func labels(of name: String) -> [String: String] {
        workload(of: name)?.podLabels ?? [Self.nameLabel: name]
    }

    static let nameLabel = "app.kubernetes.io/name"
    static let partLabel = "app.kubernetes.io/part-of"

    /// The labels of all that is made for a component.
    func metadata(_ name: String, of component: String, in namespace: String) -> ObjectMetadata {
        ObjectMetadata(name, in: namespace, labels: [Self.nameLabel: component, Self.partLabel: model.name])
    }

    /// The components in whose pods a sidecar runs.
    func hosts(of sidecar: String) -> [String] {
        components.filter { $0.model.dependencies.contains(sidecar) }.map(\.model.name)
    }

    func isSidecar(_ name: String) -> Bool {
        guard case .sidecar? = operations.component(named: name)?.runsAs else { return false }
        return true
    }

    /// Whether no pods of its own last: it runs in those of others, or as jobs.
    func hasNoPods(_ name: String) -> Bool {
        isSidecar(name) || operations.component(named: name)?.runsAs == .jobs
    }

    /// Where the executor starts the pods of tasks, and the labels that the chart gives these.
    var tasks: (namespace: String, labels: [String: String]) {
        (ClusterBudget.tasksNamespace(operations), ["tier": "airflow", "component": "worker"])
    }

    /// The account of these pods.
    static let tasksAccount = "airflow-worker"

    /// Whether some task starts pods of its own.
    var startsPods: Bool {
        everyTask.contains { if case .container = $0.kind { true } else { false } }
    }

    /// Where Spark applications run; nil where there are none.
    var spark: SparkCluster? {
        guard case .kubernetes(let cluster)? = model.environment.data.spark?.submission,
            everyTask.contains(where: { if case .spark = $0.kind { true } else { false } }) || !model.streams.isEmpty
        else { return nil }
        return cluster
    }

    private var everyTask: [TaskModel] { model.pipelines.flatMap { $0.root.everyTask } }

    /// Namespaces of pods that tasks start.
    var jobNamespaces: [String] {
        var all: [String] = []
        if startsPods { all.append(kubernetes.namespace) }
        if let spark, !all.contains(spark.namespace) { all.append(spark.namespace) }
        return all
    }

    /// All but those of the cluster itself, in the order of their names.
    var namespaces: [String] {
        let all = components.map(\.workload.namespace) + jobNamespaces + [tasks.namespace]
        return Set(all).subtracting([installation.systemNamespace]).sorted()
    }

    /// A port of each node behind which people find a component, where the cluster runs on one machine.
    func nodePort(of component: String) -> Int? {
        guard let ports = installation.kind?.hostPorts, ports[component] != nil else { return nil }
        return ports.keys.sorted().firstIndex(of: component).map { 30_080 + $0 }
    }

    /// The claim of a component and the class that it is made of.
    static let storageClass = "platform-retained"
}
