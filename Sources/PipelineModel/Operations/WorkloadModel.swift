/// What a component needs of a cluster that runs it.
package struct WorkloadModel: Hashable, Sendable, Codable {
    package var namespace: String
    /// The labels by which its pods are found; nil is by its name. A chart gives its pods others.
    package var podLabels: [String: String]?
    /// The container of its pods whose output is its log; nil is the one that is called like it. A chart calls its own
    /// otherwise.
    package var container: String?
    /// Components that it reaches and does without.
    package var talksTo: [String]
    /// Whether tasks reach it, by whatever connection or none.
    package var servesTasks: Bool
    /// Ports of pods that run tasks that it reaches.
    package var taskPorts: [Int]
    /// The user that its processes run as; 0 only where it has to read what belongs to the node.
    package var user: Int
    package var command: [String]
    package var arguments: [String]
    package var variables: [WorkloadVariable]
    /// Files without secrets, which it can only read.
    package var files: [WorkloadFile]
    /// Where what it stores is mounted.
    package var dataFolder: String?
    /// Folders that it may write to and that end with it.
    package var scratchFolders: [String]
    /// Folders of the node that it reads, by where it finds them.
    package var nodeFolders: [String: String]
    /// Folders of the node that it writes to, by where it finds them. They are made where they are not, and outlive its
    /// pods.
    package var keptNodeFolders: [String: String]
    /// The labels of the pods whose metrics are read where these are not its own; nil is its own.
    package var measuredPods: [String: String]?
    /// Why it has to write to its image's own folders; nil where it does not.
    package var writesItsImage: String?
    /// How a cluster learns that it works; nil is by its first port.
    package var probe: ProbeModel?
    /// Seconds that it may take to start.
    package var startup: Int
    /// Containers beside it in each of its pods.
    package var companions: [CompanionModel]
    package var secrets: [SecretModel]
    /// What it asks of the cluster's own API; empty where it does not call it.
    package var access: [ClusterAccessModel]
    /// What it reaches outside of the cluster.
    package var outside: [OutsideModel]
    /// How often it dies with its node before somebody has to hear of it: whoever has more stays longest.
    package var importance: Importance

    /// Who stays when a node has too little memory.
    package enum Importance: String, Hashable, Sendable, Codable, CaseIterable {
        /// It holds what cannot be had again.
        case data
        /// All else stands still without it.
        case platform
        /// People miss it, and work goes on.
        case comfort
    }

    package init(namespace: String) {
        self.namespace = namespace
        talksTo = []
        servesTasks = false
        taskPorts = []
        user = 65_534
        command = []
        arguments = []
        variables = []
        files = []
        scratchFolders = []
        nodeFolders = [:]
        keptNodeFolders = [:]
        startup = 60
        companions = []
        secrets = []
        access = []
        outside = []
        importance = .platform
    }
}

/// A variable of a component's environment.
package enum WorkloadVariable: Hashable, Sendable, Codable {
    case text(name: String, value: String)
    /// A key of one of the component's secrets.
    case secret(name: String, secret: String, key: String)
    /// Something of the pod, such as `metadata.name`.
    case field(name: String, path: String)

    package var name: String {
        switch self {
        case .text(let name, _), .secret(let name, _, _), .field(let name, _): name
        }
    }
}

package struct WorkloadFile: Hashable, Sendable, Codable {
    /// Where the component finds it.
    package var path: String
    package var text: String

    package init(_ path: String, _ text: String) {
        self.path = path
        self.text = text
    }
}

/// A question that a component answers while it works.
package enum ProbeModel: Hashable, Sendable, Codable {
    case http(path: String, port: Int)
    case tcp(port: Int)
    case command([String])
}

/// A container in the pods of a component that is no component itself, such as the exporter of its metrics.
package struct CompanionModel: Hashable, Sendable, Codable {
    package var name: String
    /// Nil where a chart brings it.
    package var image: String?
    package var arguments: [String]
    package var variables: [WorkloadVariable]
    package var ports: [PortModel]
    package var resources: ResourcesModel

    package init(name: String, image: String?, resources: ResourcesModel) {
        self.name = name
        self.image = image
        self.resources = resources
        arguments = []
        variables = []
        ports = []
    }
}

/// A secret that a component expects, by name. Its values are nowhere in a project.
package struct SecretModel: Hashable, Sendable, Codable {
    package var name: String
    package var keys: [String]
    /// What it opens, in words.
    package var purpose: String
    /// Where its keys are mounted as files; nil is as variables, or by a chart.
    package var folder: String?

    package init(_ name: String, keys: [String], purpose: String, folder: String? = nil) {
        self.name = name
        self.keys = keys
        self.purpose = purpose
        self.folder = folder
    }
}

/// What a component asks of a cluster's own API, in words that become the smallest role.
package enum ClusterAccessModel: String, Hashable, Sendable, Codable, CaseIterable {
    /// Starts pods and looks at them, in the namespace of the pods that run tasks.
    case startPods
    /// Reads the output of pods that run tasks.
    case readPodLogs
    /// Starts Spark applications, in their namespace.
    case startSparkApplications
    /// Finds out what runs in each namespace.
    case discover
    /// Has what a chart gives it.
    case ofItsChart
}

/// Something outside of the cluster.
package struct OutsideModel: Hashable, Sendable, Codable {
    package var purpose: String
    package var ports: [Int]

    package init(_ purpose: String, ports: [Int]) {
        self.purpose = purpose
        self.ports = ports
    }
}
