import CodeModels
import Compiler
import PipelineModel

/// Who opens connections to whom, as it follows from what is declared. Everything that guards the network is made of this
/// list, so that both ends of a connection always agree.
struct Traffic {
    /// One end of a connection.
    enum End: Hashable {
        /// The pods of a component.
        case component(String)
        /// Pods that run tasks.
        case tasks
        /// The pod that brings the metadata database to the version of the orchestrator.
        case migration
        /// Jobs that back a component up.
        case backup(of: String)
        /// The job that gives the store of logs its index.
        case logIndex
        /// A job of the chart of Prometheus that makes its webhook known before and after it is installed.
        case admission(String)
        /// Pods of a namespace that tasks start.
        case jobs(namespace: String)
        case people
        /// The cluster's own API, which is on the network of its node, where no label finds it.
        case clusterAPI
        case outside(String)

        var words: String {
            switch self {
            case .component(let name): name
            case .tasks: "tasks"
            case .migration: "migration"
            case .backup(let name): "backup of \(name)"
            case .logIndex: "index of logs"
            case .admission(let step): "webhook of \(MonitoringValues.chart), \(step)"
            case .jobs(let namespace): "pods in \(namespace)"
            case .people: "people"
            case .clusterAPI: "the cluster's API"
            case .outside(let purpose): "outside: \(purpose)"
            }
        }
    }

    struct Edge: Hashable {
        let from: End
        let to: End
        let ports: [NetworkPolicy.Port]
        let reason: String
    }

    private(set) var edges: [Edge] = []
    private let platform: InstalledPlatform

    init(_ platform: InstalledPlatform) {
        self.platform = platform
        for (component, workload) in platform.components where !platform.hasNoPods(component.name) {
            addNeeds(of: component, workload)
            addCallers(of: component, workload)
        }
        for (sidecar, workload) in platform.components where platform.isSidecar(sidecar.name) {
            addSidecar(sidecar, workload)
        }
        addScrapes()
        addBackups()
        addTasks()
        addSetups()
    }

    /// Jobs that make something ready once.
    private mutating func addSetups() {
        if let store = LogIndex(platform)?.store.name { add(.logIndex, to: store, because: "\(store) gets its index") }
        guard platform.component(ofKind: "prometheus-operator") != nil else { return }
        for step in MonitoringValues.admissionSteps {
            add(.admission(step), .clusterAPI, Self.apiPorts, because: "the cluster learns of its webhook")
        }
    }

    // MARK: Components

    private mutating func addNeeds(of component: ComponentModel, _ workload: WorkloadModel) {
        let name = component.name
        for need in component.dependencies + workload.talksTo where !platform.isSidecar(need) {
            add(.component(name), to: need, because: "\(name) needs \(need)")
            if workload.access.contains(.startPods) {
                add(.migration, to: need, because: "\(need) is brought to the version of \(name)")
            }
        }
        if let exporter = component.measuredBy {
            add(.component(name), to: exporter, because: "\(name) sends its metrics")
        }
        for outside in workload.outside {
            add(
                .component(name), .outside(outside.purpose), outside.ports.map { NetworkPolicy.Port($0) },
                because: outside.purpose)
        }
        if !workload.access.isEmpty {
            add(.component(name), .clusterAPI, Self.apiPorts, because: "\(name) calls the cluster's API")
        }
        if !workload.taskPorts.isEmpty {
            add(
                .component(name), .tasks, workload.taskPorts.map { NetworkPolicy.Port($0) },
                because: "\(name) reads what tasks say")
        }
    }

    private mutating func addCallers(of component: ComponentModel, _ workload: WorkloadModel) {
        let end = End.component(component.name)
        let peers = ports(of: component.name) { $0 == .peers }
        if !peers.isEmpty {
            add(end, end, peers + ports(of: component.name) { $0 == .service }, because: "its instances agree")
        }
        add(.people, end, ports(of: component.name) { $0 == .interface }, because: "people open it")
        add(
            .clusterAPI, end, ports(of: component.name) { $0 == .webhook },
            because: "the cluster's API asks whether objects are right")
    }

    /// What a sidecar reaches, the pods that hold it reach; pods of tasks fetch once, before they start.
    private mutating func addSidecar(_ sidecar: ComponentModel, _ workload: WorkloadModel) {
        for host in platform.hosts(of: sidecar.name).map(End.component) + [.tasks] {
            for outside in workload.outside {
                add(
                    host, .outside(outside.purpose), outside.ports.map { NetworkPolicy.Port($0) },
                    because: "\(sidecar.name) \(sidecar.purpose)")
            }
        }
    }

    // MARK: Metrics

    private mutating func addScrapes() {
        guard let reader = platform.components.first(where: { $0.model.kind == "prometheus" })?.model.name else {
            return
        }
        for (component, _) in platform.components {
            let ports = component.scrapePorts.map { NetworkPolicy.Port($0) }
            for host in measured(component) where host != .component(reader) {
                add(.component(reader), host, ports, because: "metrics of \(component.name)")
            }
        }
        for manager in platform.components where manager.model.kind == "alertmanager" {
            add(.component(reader), to: manager.model.name, because: "alerts")
        }
    }

    /// Where metrics of a component are read: in its pods, in those that it runs in, or in those that tasks start.
    private func measured(_ component: ComponentModel) -> [End] {
        if platform.isSidecar(component.name) { return platform.hosts(of: component.name).map { .component($0) } }
        guard component.workload?.measuredPods != nil else { return [.component(component.name)] }
        return platform.spark.map { [.jobs(namespace: $0.namespace)] } ?? []
    }

    private mutating func addBackups() {
        guard let store = platform.installation.backups, let jobs = platform.component(ofKind: "backups")?.model else {
            return
        }
        for (component, _) in platform.components where component.backedUpNamespace != nil {
            let end = End.backup(of: component.name)
            add(end, to: component.name, because: "backups of \(component.name)")
            if let gateway = jobs.measuredBy { add(end, to: gateway, because: "age of backups") }
            add(end, .outside(store.address), [NetworkPolicy.Port(443)], because: "backups are kept there")
        }
    }

    // MARK: Tasks

    private mutating func addTasks() {
        let pods = [End.tasks] + platform.jobNamespaces.map { .jobs(namespace: $0) }
        for (component, workload) in platform.components where workload.servesTasks {
            add(.tasks, to: component.name, because: "tasks talk to \(component.name)")
        }
        let used = platform.model.pipelines.reduce(into: Set<String>()) {
            $0.formUnion(platform.model.connections(of: $1))
        }
        for (component, _) in platform.components {
            guard let connection = component.connections.filter(used.contains).min() else { continue }
            for end in pods { add(end, to: component.name, because: "connection \(connection)") }
        }
        for end in pods where reachesOutside(used) {
            add(end, .outside("what pipelines connect to"), Self.outsidePorts, because: "connections of pipelines")
        }
        if platform.startsPods || platform.spark != nil {
            add(.tasks, .clusterAPI, Self.apiPorts, because: "tasks start pods and applications")
        }
        if let spark = platform.spark {
            let end = End.jobs(namespace: spark.namespace)
            add(end, .clusterAPI, Self.apiPorts, because: "drivers start their executors")
            add(end, end, Self.sparkPorts, because: "executors and drivers talk")
            if !platform.model.streams.isEmpty, let gateway = platform.operations.pushgateway {
                add(end, to: gateway.name, because: "streams say how far they have come")
            }
        }
    }

    private func reachesOutside(_ connections: Set<String>) -> Bool {
        let inside = Set(platform.components.flatMap(\.model.connections))
        return !connections.subtracting(inside).isEmpty
    }

    /// Of the endpoints, and of the service before them: whether a policy looks before or after the translation of the
    /// address is not defined.
    private static let apiPorts = [NetworkPolicy.Port(443), NetworkPolicy.Port(6443)]
    /// HTTPS, PostgreSQL, mail.
    private static let outsidePorts = [443, 587, 5432].map { NetworkPolicy.Port($0) }
    /// Of drivers, where it is Spark's default, and of block managers, for which applications set it.
    private static let sparkPorts = [7078, 7079].map { NetworkPolicy.Port($0) }

    // MARK: The list

    /// To what a component offers others.
    private mutating func add(_ from: End, to component: String, because reason: String) {
        let open = ports(of: component) { $0 == .service }
        let shown = open.isEmpty ? ports(of: component) { $0 == .interface } : open
        add(from, .component(component), shown, because: reason)
    }

    private mutating func add(_ from: End, _ to: End, _ ports: [NetworkPolicy.Port], because reason: String) {
        guard !ports.isEmpty else { return }
        if case .component(let name) = to, platform.workload(of: name) == nil { return }
        let edge = Edge(from: from, to: to, ports: ports, reason: reason)
        if !edges.contains(edge) { edges.append(edge) }
    }

    private func ports(of component: String, _ isWanted: (PortModel.Purpose) -> Bool) -> [NetworkPolicy.Port] {
        (platform.operations.component(named: component)?.ports ?? []).filter { isWanted($0.purpose) }.map {
            NetworkPolicy.Port($0.number, $0.isDatagram ? .udp : .tcp)
        }
    }
}

extension ComponentModel {
    /// The ports at which its metrics are read.
    var scrapePorts: [Int] { (scrape?.targets ?? []).compactMap { $0.split(separator: ":").last.flatMap { Int($0) } } }
}
