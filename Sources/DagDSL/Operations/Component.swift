package import PipelineModel

/// Something that runs beside the pipelines and that they need. Naming one brings its metrics, alerts, dashboard and
/// pages.
///
/// Kinds that come with the package are made by functions such as ``kafka(_:brokers:storage:keeping:)``, each in a file of its
/// own that says all of it; ``custom(_:kind:purpose:runsAs:liveness:)`` makes one of your own in the same way.
public struct Component: Sendable {
    package private(set) var model: ComponentModel

    func with(_ change: (inout ComponentModel) -> Void) -> Component {
        var copy = self
        change(&copy.model)
        return copy
    }

    /// How it comes to run.
    public struct RunsAs: Sendable {
        let model: ComponentForm

        /// From an image, by the project's own manifests.
        public static func image(_ image: Name) -> RunsAs { RunsAs(model: .manifest(image: image.description)) }
        /// As a part of a Helm chart.
        public static func chart(_ name: Name) -> RunsAs { RunsAs(model: .chart(name.description)) }
        /// From an image, in the pods of other components.
        public static func sidecar(_ image: Name) -> RunsAs { RunsAs(model: .sidecar(image: image.description)) }
        /// From an image, on every machine.
        public static func everyNode(_ image: Name) -> RunsAs { RunsAs(model: .everyNode(image: image.description)) }
        /// As jobs that come and go.
        static let jobs = RunsAs(model: .jobs)
        /// Somewhere else.
        public static let external = RunsAs(model: .external)
    }

    /// By what it shows that it lives.
    public struct Liveness: Sendable {
        let model: LivenessModel

        /// It answers when its metrics are read.
        public static let scrape = Liveness(model: .scrape)
        /// A counter that grows at least once in a time.
        public static func heartbeat(_ counter: Series, every time: Duration) -> Liveness {
            Liveness(model: .heartbeat(counter.model, seconds: time.wholeSeconds))
        }
        /// A gauge that is 1 while it lives.
        public static func gauge(_ gauge: Series) -> Liveness { Liveness(model: .gauge(gauge.model)) }
        /// Nothing that Prometheus could read, and why that is right.
        public static func unseen(because reason: Name) -> Liveness {
            Liveness(model: .unseen(reason: reason.description))
        }
    }

    /// A component of a kind of your own.
    public static func custom(
        _ name: Name, kind: Name, purpose: Name, runsAs: RunsAs, liveness: Liveness = .scrape
    ) -> Component {
        Component(
            model: ComponentModel(
                name: name.description, kind: kind.description, purpose: purpose.description, runsAs: runsAs.model,
                liveness: liveness.model))
    }
}

/// What can be said of any component.
extension Component {
    /// How many instances there are to be.
    public func instances(_ count: Int) -> Component { with { $0.instances = count } }

    /// Who answers for it.
    public func owned(by owner: Owner) -> Component { with { $0.team = owner.name } }

    /// What it does not work without, by name. When that is down, nobody hears of this one.
    public func needs(_ components: Name...) -> Component {
        with { $0.dependencies += components.map(\.description) }
    }

    /// The connections of pipelines that it stands behind.
    public func serves(_ connections: Connection...) -> Component {
        with { $0.connections += connections.map(\.id) }
    }

    /// Where Prometheus reads its metrics, as hosts with ports.
    public func scraped(at targets: [Name], path: Name = "/metrics") -> Component {
        with {
            $0.scrape = ScrapeModel(
                targets: targets.map(\.description), path: path.description,
                honorsLabels: $0.scrape?.honorsLabels ?? false)
        }
    }

    /// Another component shows its metrics, such as the exporter to which it sends them. When that is down, nobody
    /// hears of this one.
    public func measured(by component: Name) -> Component { with { $0.measuredBy = component.description } }

    /// Adds metrics that it offers.
    public func offers(_ metrics: Metric...) -> Component { with { $0.metrics += metrics.map(\.model) } }

    /// Adds what it shows of its work.
    public func shows(_ signals: Signal...) -> Component { with { $0.signals += signals.map(\.model) } }

    /// Adds alerts of its own.
    public func alerts(_ alerts: Alert...) -> Component { with { $0.alerts += alerts.map(\.model) } }

    /// What it asks of a machine, and may take at most.
    public func resources(memory: Memory, limit: Memory? = nil, cpu: CPU, cpuLimit: CPU? = nil) -> Component {
        with {
            $0.resources = ResourcesModel(
                requestMiB: memory.mebibytes, limitMiB: (limit ?? memory).mebibytes, requestMilliCPU: cpu.milli,
                limitMilliCPU: cpuLimit?.milli)
        }
    }

    /// What it stores, and for how long; nil is for ever.
    public func storage(_ size: Memory, keeping time: Duration? = nil) -> Component {
        with { $0.storage = StorageModel(sizeMiB: size.mebibytes, retention: time?.wholeSeconds) }
    }

    /// What may be lost when what it stores is gone, counted back from then, and how long it may take until it works
    /// again: its recovery point and time objectives.
    public func recovers(losing loss: Duration, within time: Duration) -> Component {
        with { $0.recovery = RecoveryModel(loss: loss.wholeSeconds, time: time.wholeSeconds) }
    }

    /// A port that it listens on: for other components and tasks unless it is said to be for others.
    public func port(_ name: Name, _ number: Int, for purpose: PortPurpose = .service) -> Component {
        with {
            $0.ports.append(PortModel(name.description, number, purpose.model, isDatagram: purpose == .datagrams))
        }
    }

    /// Who uses a port.
    public enum PortPurpose: Sendable {
        /// Other components and tasks.
        case service
        /// Prometheus.
        case metrics
        /// People, in a browser.
        case interface
        /// Other instances of the same component.
        case peers
        /// The cluster's own API, which asks whether objects are right.
        case webhook
        /// Other components, which send packets and wait for no answer.
        case datagrams

        var model: PortModel.Purpose {
            switch self {
            case .service: .service
            case .metrics: .metrics
            case .interface: .interface
            case .peers: .peers
            case .webhook: .webhook
            case .datagrams: .service
            }
        }
    }

    func backup(_ backup: BackupModel) -> Component { with { $0.backup = backup } }

    func logs(_ format: LogFormatModel) -> Component { with { $0.logs = format } }
}
