import CodeModels
import PipelineModel

/// The objects of one component: what runs it, finds it, guards it and reads its metrics. What a chart installs gets only
/// what the chart does not bring.
struct ComponentManifest {
    let platform: InstalledPlatform
    let policies: TrafficPolicies
    let component: ComponentModel
    let workload: WorkloadModel
    /// Files that other backends write for it.
    let files: [WorkloadFile]

    private var name: String { component.name }
    private var selector: [String: String] { platform.labels(of: name) }

    var objects: [KubernetesObject] {
        if component.runsAs == .jobs { return BackupJobs(platform: platform, policies: policies).objects }
        let setup = LogIndex(platform)?.objects(of: name, policies) ?? []
        let policy = platform.isSidecar(name) ? nil : policies.policy(of: .component(name))
        return own + [policy].compactMap(\.self) + setup
    }

    private func metadata(_ name: String? = nil) -> ObjectMetadata {
        platform.metadata(name ?? self.name, of: self.name, in: workload.namespace)
    }

    // MARK: What runs it

    private var own: [KubernetesObject] {
        switch component.runsAs {
        case .external, .chart, .sidecar, .jobs: []
        case .manifest(let image): [account] + configuration + [service, set(image)] + disruption
        case .everyNode(let image):
            [account] + configuration + [service, .daemonSet(metadata(), selector: selector, pod(image))]
        }
    }

    private var account: KubernetesObject { .serviceAccount(metadata()) }

    private var configuration: [KubernetesObject] {
        guard !allFiles.isEmpty else { return [] }
        let contents = Dictionary(uniqueKeysWithValues: allFiles.map { (key(of: $0), $0.text) })
        return [.configMap(metadata(), contents)]
    }

    private var allFiles: [WorkloadFile] { workload.files + files }

    /// The last part of the path, which is a component's own choice and different for each file.
    private func key(of file: WorkloadFile) -> String { file.path.split(separator: "/").last.map(String.init) ?? "" }

    private func set(_ image: String) -> KubernetesObject {
        guard let storage = component.storage else {
            return .deployment(metadata(), replicas: component.instances, selector: selector, pod(image))
        }
        let claim = KubernetesObject.DiskClaim(
            "data", sizeMiB: storage.sizeMiB, storageClass: InstalledPlatform.storageClass)
        return .statefulSet(
            metadata(), replicas: component.instances, service: name, selector: selector, claims: [claim], pod(image))
    }

    private var service: KubernetesObject {
        let ports = component.ports.map { port in
            KubernetesObject.ServicePort(
                ContainerPort(port.name, port.number, port.isDatagram ? .udp : .tcp),
                nodePort: port.purpose == .interface ? platform.nodePort(of: name) : nil)
        }
        return .service(metadata(), selector: selector, ports: ports, headless: component.storage != nil)
    }

    private var disruption: [KubernetesObject] {
        [.disruptionBudget(metadata(), maxUnavailable: 1, selector: selector)]
    }

    // MARK: Its pods

    private func pod(_ image: String) -> KubernetesPod {
        var pod = KubernetesPod(
            serviceAccount: name, user: workload.user,
            containers: [container(image)] + workload.companions.compactMap(companion))
        pod.callsCluster = !workload.access.isEmpty
        pod.priorityClass = PriorityClasses.name(of: workload.importance)
        pod.volumes = volumes
        pod.graceSeconds = component.storage == nil ? 30 : 120
        if case .everyNode = component.runsAs { pod.runsOnEveryNode = true }
        if component.instances > 1, !pod.runsOnEveryNode {
            pod.spreadBy = selector.min { $0.key < $1.key }.map { (label: $0.key, value: $0.value) }
        }
        return pod
    }

    private func container(_ image: String) -> Container {
        var container = Container(name, image: image, resources: resources(component.resources))
        container.command = workload.command
        container.arguments = workload.arguments
        container.variables = workload.variables.map(variable)
        let others = Set(workload.companions.flatMap(\.ports).map(\.number))
        container.ports = component.ports.filter { !others.contains($0.number) }.map(port)
        container.mounts = mounts + stored
        container.writesItsImage = workload.writesItsImage != nil
        if let question {
            container.startup = Probe(question, every: 10, failures: max(startup / 10, 3))
            container.readiness = Probe(question, every: 10)
            container.liveness = Probe(question, every: 30, timeout: 10)
        }
        return container
    }

    /// Seconds until a component that has not answered yet counts as dead. After a crash one that stores may go through its
    /// log for long with its port shut, and would begin anew each time that it is ended.
    private var startup: Int { component.storage == nil ? workload.startup : max(workload.startup, Self.recovery) }

    /// Half an hour.
    private static let recovery = 1800

    private func companion(_ model: CompanionModel) -> Container? {
        guard let image = model.image else { return nil }
        var container = Container(model.name, image: image, resources: resources(model.resources))
        container.arguments = model.arguments
        container.variables = model.variables.map(variable)
        container.ports = model.ports.map(port)
        container.mounts = mounts
        if let port = model.ports.first {
            container.readiness = Probe(.tcp(port: port.number))
            container.liveness = Probe(.tcp(port: port.number), every: 30, timeout: 10)
        }
        return container
    }

    private var question: Probe.Question? {
        switch workload.probe {
        case .http(let path, let port)?: .http(path: path, port: port)
        case .tcp(let port)?: .tcp(port: port)
        case .command(let words)?: .command(words)
        case nil: component.ports.first.map { .tcp(port: $0.number) }
        }
    }

    private func resources(_ model: ResourcesModel?) -> ContainerResources {
        ContainerResources(
            requestMiB: model?.requestMiB ?? 0, limitMiB: model?.limitMiB ?? 0,
            requestMilliCPU: model?.requestMilliCPU ?? 0, limitMilliCPU: model?.limitMilliCPU)
    }

    private func variable(_ model: WorkloadVariable) -> EnvironmentVariable {
        switch model {
        case .text(let name, let value): .text(name, value)
        case .secret(let name, let secret, let key): .secret(name, name: secret, key: key)
        case .field(let name, let path): .field(name, path: path)
        }
    }

    private func port(_ model: PortModel) -> ContainerPort {
        ContainerPort(model.name, model.number, model.isDatagram ? .udp : .tcp)
    }

    // MARK: Its folders

    private var volumes: [Volume] {
        var volumes: [Volume] = allFiles.isEmpty ? [] : [Volume("files", .configMap(name))]
        for (index, secret) in mountedSecrets.enumerated() {
            volumes.append(Volume("secret-\(index)", .secret(secret.name)))
        }
        for index in workload.scratchFolders.indices {
            volumes.append(Volume("scratch-\(index)", .scratch(limitMiB: 256)))
        }
        for (index, folder) in nodeFolders.enumerated() {
            volumes.append(Volume("node-\(index)", .host(path: folder.value)))
        }
        for (index, folder) in keptFolders.enumerated() {
            volumes.append(Volume("kept-\(index)", .hostMade(path: folder.value)))
        }
        return volumes
    }

    private var mounts: [Mount] {
        var mounts = allFiles.map { Mount("files", at: $0.path, readOnly: true, part: key(of: $0)) }
        for (index, secret) in mountedSecrets.enumerated() {
            mounts.append(Mount("secret-\(index)", at: secret.folder ?? "", readOnly: true))
        }
        for (index, folder) in workload.scratchFolders.enumerated() {
            mounts.append(Mount("scratch-\(index)", at: folder))
        }
        for (index, folder) in nodeFolders.enumerated() {
            mounts.append(Mount("node-\(index)", at: folder.key, readOnly: true))
        }
        for (index, folder) in keptFolders.enumerated() {
            mounts.append(Mount("kept-\(index)", at: folder.key))
        }
        return mounts
    }

    private var stored: [Mount] {
        guard component.storage != nil, let folder = workload.dataFolder else { return [] }
        return [Mount("data", at: folder)]
    }

    private var mountedSecrets: [SecretModel] { workload.secrets.filter { $0.folder != nil } }

    private var nodeFolders: [(key: String, value: String)] { workload.nodeFolders.sorted { $0.key < $1.key } }

    private var keptFolders: [(key: String, value: String)] { workload.keptNodeFolders.sorted { $0.key < $1.key } }

    // MARK: Its metrics

    /// Only where Prometheus is installed there are such kinds of objects. The chart that brings Prometheus reads its own
    /// parts by monitors of its own, which `MonitoringValues` has name them.
    var monitors: [KubernetesObject] {
        guard let scrape = component.scrape,
            let port = component.ports.first(where: { component.scrapePorts.contains($0.number) })
        else { return [] }
        switch component.runsAs {
        case .manifest, .everyNode: return [ownMonitor(scrape, port)]
        case .chart(MonitoringValues.chart), .jobs, .external: return []
        case .chart: return measured.map { podMonitor(name, $0.labels, scrape, port, in: $0.namespace) }
        case .sidecar:
            return platform.hosts(of: name).map {
                podMonitor("\(name)-\($0)", platform.labels(of: $0), scrape, port)
            }
        }
    }

    /// The pods whose metrics are read: its own, or those of Spark applications. Empty where nobody starts any.
    private var measured: [(labels: [String: String], namespace: String)] {
        guard let labels = workload.measuredPods else { return [(selector, workload.namespace)] }
        return platform.spark.map { [(labels, $0.namespace)] } ?? []
    }

    private func ownMonitor(_ scrape: ScrapeModel, _ port: PortModel) -> KubernetesObject {
        let owned = platform.operations.components.filter { $0.measuredBy == name && !$0.metrics.isEmpty }
        return .serviceMonitor(
            metadata(), selector: [InstalledPlatform.nameLabel: name], port: port.name, path: scrape.path,
            seconds: platform.operations.scrapeInterval, honorsLabels: scrape.honorsLabels, component: name,
            owned: owned.map { (PromQLPattern.oneOf($0.metrics.map(\.name)).text, $0.name) })
    }

    private func podMonitor(
        _ object: String, _ selector: [String: String], _ scrape: ScrapeModel, _ port: PortModel,
        in namespace: String? = nil
    ) -> KubernetesObject {
        .podMonitor(
            platform.metadata(object, of: name, in: namespace ?? workload.namespace), selector: selector,
            port: port.number, path: scrape.path,
            seconds: platform.operations.scrapeInterval, component: name)
    }
}
