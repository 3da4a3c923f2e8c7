/// Something that runs beside the pipelines and that they need: a scheduler, a broker, a database, a dashboard.
///
/// It says all of itself that backends ask for, so that none of them knows kinds of components.
package struct ComponentModel: Hashable, Sendable, Codable {
    /// The value of the label `component`, and what people call it.
    package var name: String
    /// What it is, such as `kafka`. Several components may be of one kind.
    package var kind: String
    /// What it is for, in a sentence.
    package var purpose: String
    package var runsAs: ComponentForm
    /// How many instances there are to be.
    package var instances: Int
    /// Who answers for it; nil is the team of the platform.
    package var team: String?
    package var ports: [PortModel]
    /// The names of components without which it does not work.
    package var dependencies: [String]
    /// The connections of pipelines that it stands behind.
    package var connections: [String]
    package var liveness: LivenessModel
    package var scrape: ScrapeModel?
    /// The component that shows this one's metrics with its own, such as the exporter to which it sends them.
    package var measuredBy: String?
    /// All that it offers, whether a rule asks for it or not.
    package var metrics: [MetricModel]
    package var signals: [SignalModel]
    /// Alerts of its own, beside those that its signals get.
    package var alerts: [ComponentAlertModel]
    package var resources: ResourcesModel?
    package var storage: StorageModel?
    package var backup: BackupModel?
    /// What may be lost and how long it may take when what it stores is gone; nil where nobody promises anything.
    package var recovery: RecoveryModel?
    package var logs: LogFormatModel?
    /// Nil where it runs on no cluster of this environment.
    package var workload: WorkloadModel?

    package init(name: String, kind: String, purpose: String, runsAs: ComponentForm, liveness: LivenessModel) {
        self.name = name
        self.kind = kind
        self.purpose = purpose
        self.runsAs = runsAs
        self.liveness = liveness
        instances = 1
        ports = []
        dependencies = []
        connections = []
        metrics = []
        signals = []
        alerts = []
    }
}

/// How a component comes to run.
package enum ComponentForm: Hashable, Sendable, Codable {
    /// By manifests of the project's own, of this image.
    case manifest(image: String)
    /// As a part of a Helm chart.
    case chart(String)
    /// In the pods of other components, each instance in one.
    case sidecar(image: String)
    /// On every machine of the cluster.
    case everyNode(image: String)
    /// As jobs of this cluster that come and go.
    case jobs
    /// Somewhere else, by somebody else.
    case external
}

/// A port that a component listens on.
package struct PortModel: Hashable, Sendable, Codable {
    package enum Purpose: String, Hashable, Sendable, Codable {
        /// What other components and tasks use.
        case service
        /// What Prometheus reads.
        case metrics
        /// What people open in a browser.
        case interface
        /// What other instances of the same component use.
        case peers
        /// What the cluster's own API calls, to ask whether objects are right.
        case webhook
    }

    package var name: String
    package var number: Int
    package var purpose: Purpose
    package var isDatagram: Bool

    package init(_ name: String, _ number: Int, _ purpose: Purpose, isDatagram: Bool = false) {
        self.name = name
        self.number = number
        self.purpose = purpose
        self.isDatagram = isDatagram
    }
}

/// By what a component shows that it lives.
package enum LivenessModel: Hashable, Sendable, Codable {
    /// It answers when Prometheus reads its metrics.
    case scrape
    /// A counter that grows at least once in so many seconds.
    case heartbeat(SeriesModel, seconds: Int)
    /// A gauge that is 1, as exporters show it for what they ask.
    case gauge(SeriesModel)
    /// Nothing shows it, which is right for this reason or for what somebody else runs.
    case unseen(reason: String?)
}

extension LivenessModel {
    package var isSeen: Bool { if case .unseen = self { false } else { true } }

    /// The series that it reads.
    package var series: [SeriesModel] {
        switch self {
        case .heartbeat(let series, _), .gauge(let series): [series]
        case .scrape, .unseen: []
        }
    }
}

/// Where the metrics of a component are read.
package struct ScrapeModel: Hashable, Sendable, Codable {
    /// Host and port of each target.
    package var targets: [String]
    package var path: String
    /// Whether the target's own labels win over those of the scrape, as in a gateway of other people's metrics.
    package var honorsLabels: Bool

    package init(targets: [String], path: String = "/metrics", honorsLabels: Bool = false) {
        self.targets = targets
        self.path = path
        self.honorsLabels = honorsLabels
    }
}

/// What a component asks of a machine, and may take at most.
package struct ResourcesModel: Hashable, Sendable, Codable {
    package var requestMiB: Int
    package var limitMiB: Int
    package var requestMilliCPU: Int
    package var limitMilliCPU: Int?

    package init(requestMiB: Int, limitMiB: Int, requestMilliCPU: Int, limitMilliCPU: Int? = nil) {
        self.requestMiB = requestMiB
        self.limitMiB = limitMiB
        self.requestMilliCPU = requestMilliCPU
        self.limitMilliCPU = limitMilliCPU
    }
}

/// A disk that outlives the component's processes.
package struct StorageModel: Hashable, Sendable, Codable {
    package var sizeMiB: Int
    /// Seconds for which what it stores is kept; nil is for ever.
    package var retention: Int?

    package init(sizeMiB: Int, retention: Int? = nil) {
        self.sizeMiB = sizeMiB
        self.retention = retention
    }
}

/// How what a component stores can be had again.
package enum BackupModel: Hashable, Sendable, Codable {
    /// A dump of a database every so many seconds.
    case dump(everySeconds: Int)
    /// A snapshot of its files every so many seconds.
    case snapshot(everySeconds: Int)
    /// It is made again from the repository or from other components.
    case rebuilt(from: String)
}

/// What is promised for the day on which what a component stores is gone.
package struct RecoveryModel: Hashable, Sendable, Codable {
    /// Seconds before the loss of which nothing may come back: the recovery point objective.
    package var loss: Int
    /// Seconds until it works again: the recovery time objective.
    package var time: Int

    package init(loss: Int, time: Int) {
        self.loss = loss
        self.time = time
    }
}

/// How the lines of a component's log are read.
package enum LogFormatModel: Hashable, Sendable, Codable {
    /// One JSON object a line, with the names of its fields for time, level and words.
    case json(time: String, level: String, message: String)
    /// Words that an expression with named groups takes apart: `time`, `level`, `message`.
    case pattern(String)
}
