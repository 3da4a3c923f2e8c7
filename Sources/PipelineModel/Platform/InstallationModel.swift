/// How the platform is put onto a cluster, and what it may take of it.
package struct InstallationModel: Hashable, Sendable, Codable {
    /// Parts of the platform that are installed together, each with what it may take.
    package var profiles: [ProfileModel]
    /// The profile that the files at the top install.
    package var defaultProfile: String
    /// Machines that run pods.
    package var workerNodes: Int
    /// Memory that the cluster itself takes on all machines together.
    package var overheadMiB: Int
    package var workers: WorkerLimitModel
    /// What the pods and Spark applications that tasks start may take together; nil where they start none.
    package var jobs: ResourcesModel?
    /// The storage class that claims are made of, by what makes its disks.
    package var provisioner: String
    /// The namespace of the DNS server and of what else belongs to the cluster.
    package var systemNamespace: String
    /// From which addresses people come.
    package var people: [String]
    /// How far limits may add up beyond what there is, in hundredths.
    package var overcommitPercent: Int
    package var sync: SyncModel
    /// Nil where nothing is backed up.
    package var backups: BackupStoreModel?
    /// The image of Airflow, with what its tasks import.
    package var airflowImage: String
    package var kind: LocalClusterModel?

    package init(profiles: [ProfileModel], defaultProfile: String, workers: WorkerLimitModel, sync: SyncModel) {
        self.profiles = profiles
        self.defaultProfile = defaultProfile
        self.workers = workers
        self.sync = sync
        workerNodes = 2
        overheadMiB = 1000
        provisioner = "rancher.io/local-path"
        systemNamespace = "kube-system"
        people = ["0.0.0.0/0"]
        overcommitPercent = 140
        airflowImage = "apache/airflow:3.3.0"
    }
}

/// A part of the platform that is installed by itself.
package struct ProfileModel: Hashable, Sendable, Codable {
    package var name: String
    package var memoryMiB: Int
    /// The components that it has; nil is all.
    package var components: [String]?
    /// Whether tasks run in it.
    package var runsTasks: Bool
    /// Whether they start pods and Spark applications.
    package var startsPods: Bool
    /// Whether the jobs of streams run in it.
    package var runsStreams = true

    package init(name: String, memoryMiB: Int, components: [String]?, runsTasks: Bool, startsPods: Bool) {
        self.name = name
        self.memoryMiB = memoryMiB
        self.components = components
        self.runsTasks = runsTasks
        self.startsPods = startsPods
    }

    package func has(_ component: String) -> Bool { components?.contains(component) ?? true }
}

/// What pods that run tasks may take.
package struct WorkerLimitModel: Hashable, Sendable, Codable {
    /// How many run at a time: the executor's parallelism.
    package var count: Int
    /// What each of them gets unless its task says otherwise.
    package var each: ResourcesModel

    package init(count: Int, each: ResourcesModel) {
        self.count = count
        self.each = each
    }
}

/// What brings the pipelines into the pods that read them.
package struct SyncModel: Hashable, Sendable, Codable {
    package enum Program: String, Hashable, Sendable, Codable {
        case dagSync
        /// git-sync, as the chart of Airflow has it.
        case gitSync
    }

    package var program: Program
    package var repository: String
    package var branch: String
    package var image: String

    package init(program: Program, repository: String, branch: String, image: String) {
        self.program = program
        self.repository = repository
        self.branch = branch
        self.image = image
    }
}

/// Where backups are kept.
package struct BackupStoreModel: Hashable, Sendable, Codable {
    /// `s3://bucket/prefix`.
    package var address: String
    /// The same in another region; nil where there is one place only.
    package var copy: String?
    /// Holds clients of the databases, openssl and the AWS command line.
    package var image: String
    /// Nil where jobs delete nothing.
    package var retention: Retention?

    /// For how long backups are kept, and how many are whatever their age.
    package struct Retention: Hashable, Sendable, Codable {
        package var days: Int
        package var least: Int

        package init(days: Int, least: Int) {
            self.days = days
            self.least = least
        }
    }

    package init(address: String, copy: String?, image: String) {
        self.address = address
        self.copy = copy
        self.image = image
    }
}

/// A cluster in containers on one machine, by kind.
package struct LocalClusterModel: Hashable, Sendable, Codable {
    package var nodeImage: String
    /// Ports of the machine, by the component that people find there.
    package var hostPorts: [String: Int]

    package init(nodeImage: String, hostPorts: [String: Int]) {
        self.nodeImage = nodeImage
        self.hostPorts = hostPorts
    }
}
