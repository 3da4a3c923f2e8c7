import PipelineModel

/// How the platform is put onto a cluster, and what it may take of it. With one, the folders `kubernetes` and `helm` are
/// written.
public struct Installation: Sendable {
    private(set) var model: InstallationModel

    /// - Parameters:
    ///   - profiles: parts of the platform that are installed by themselves; the first is what the top of the folder
    ///     installs.
    ///   - workers: what pods that run tasks may take.
    ///   - jobs: what the pods and Spark applications that tasks start may take together, and how many there may be.
    ///   - sync: what brings the pipelines to Airflow.
    public init(profiles: [Profile], workers: WorkerLimit, jobs: WorkerLimit? = nil, sync: PipelineSync) {
        model = InstallationModel(
            profiles: profiles.map(\.model), defaultProfile: profiles.first?.model.name ?? "", workers: workers.model,
            sync: sync.model)
        model.jobs = jobs.map { limit in
            let (count, each) = (limit.model.count, limit.model.each)
            return ResourcesModel(
                requestMiB: each.requestMiB * count, limitMiB: each.limitMiB * count,
                requestMilliCPU: each.requestMilliCPU * count)
        }
    }

    /// How many machines run pods, and how much memory the cluster itself takes on all of them together.
    public func nodes(_ count: Int, overhead: Memory) -> Installation {
        with {
            $0.workerNodes = count
            $0.overheadMiB = overhead.mebibytes
        }
    }

    /// Where backups are kept, and their copies in another region.
    ///
    /// - Parameters:
    ///   - address: `s3://bucket/prefix`.
    ///   - image: what makes and restores them: clients and server of PostgreSQL, promtool, openssl, the AWS command line.
    ///   - days: after how many days the job that makes backups deletes old ones; nil leaves that to the bucket.
    ///   - least: how many of each are kept however old they are.
    public func backups(
        in address: Name, copies copy: Name? = nil, by image: Name, keepingDays days: Int? = 30, atLeast least: Int = 7
    ) -> Installation {
        with {
            var store = BackupStoreModel(
                address: address.description, copy: copy?.description, image: image.description)
            store.retention = days.map { BackupStoreModel.Retention(days: $0, least: least) }
            $0.backups = store
        }
    }

    /// The image of Airflow, with what its tasks import; its tag begins with Airflow's version.
    public func airflow(image: Name) -> Installation { with { $0.airflowImage = image.description } }

    /// What makes disks, such as `rancher.io/local-path` or `ebs.csi.aws.com`.
    public func disks(by provisioner: Name) -> Installation { with { $0.provisioner = provisioner.description } }

    /// From which addresses people open what is for them, such as `10.0.0.0/8`. Unless it is said, from all.
    public func people(from addresses: Name...) -> Installation { with { $0.people = addresses.map(\.description) } }

    /// How far limits may add up beyond a profile's memory before it is a finding.
    public func overcommit(upTo share: Percent) -> Installation {
        with { $0.overcommitPercent = share.share.millionths / 10_000 }
    }

    /// Runs it on one machine by kind (https://kind.sigs.k8s.io); the image decides the version of Kubernetes.
    public func kind(_ nodeImage: Name, hostPorts: [HostPort]) -> Installation {
        with {
            $0.kind = LocalClusterModel(
                nodeImage: nodeImage.description,
                hostPorts: Dictionary(hostPorts.map { ($0.component, $0.port) }, uniquingKeysWith: { $1 }))
        }
    }

    /// A port of the machine behind which people find a component.
    public struct HostPort: Sendable {
        let component: String
        let port: Int

        /// The port of the machine, of 127.0.0.1 alone.
        public init(_ component: Name, _ port: Int) {
            self.component = component.description
            self.port = port
        }
    }

    private func with(_ change: (inout InstallationModel) -> Void) -> Installation {
        var copy = self
        change(&copy.model)
        return copy
    }
}

/// A part of the platform that is installed by itself and has to fit into its memory.
public struct Profile: Sendable {
    let model: ProfileModel

    /// - Parameters:
    ///   - memory: of all machines together.
    ///   - components: those that it has; nil is all.
    ///   - runsTasks: whether tasks run in it.
    ///   - startsPods: whether they start pods and Spark applications.
    ///   - runsStreams: whether the jobs of streams run in it, which they do only beside ``Component/spark(_:)``.
    public init(
        _ name: Name, memory: Memory, components: [Name]? = nil, runsTasks: Bool = true, startsPods: Bool = true,
        runsStreams: Bool = true
    ) {
        var model = ProfileModel(
            name: name.description, memoryMiB: memory.mebibytes, components: components?.map(\.description),
            runsTasks: runsTasks, startsPods: runsTasks && startsPods)
        model.runsStreams = runsStreams
        self.model = model
    }
}

/// What pods that run tasks may take.
public struct WorkerLimit: Sendable {
    let model: WorkerLimitModel

    /// So many at a time, each with this much unless its task says otherwise.
    public init(_ count: Int, memory: Memory, limit: Memory? = nil, cpu: CPU) {
        model = WorkerLimitModel(
            count: count,
            each: ResourcesModel(
                requestMiB: memory.mebibytes, limitMiB: (limit ?? memory).mebibytes, requestMilliCPU: cpu.milli))
    }
}

/// What brings the pipelines into the pods of Airflow that read them.
public struct PipelineSync: Sendable {
    let model: SyncModel

    /// dag-sync, which publishes a commit only after it was looked at.
    public static func dagSync(_ repository: Name, branch: Name = "main", image: Name) -> PipelineSync {
        PipelineSync(
            model: SyncModel(
                program: .dagSync, repository: repository.description, branch: branch.description,
                image: image.description))
    }

    /// git-sync, as the chart of Airflow brings it.
    public static func gitSync(_ repository: Name, branch: Name = "main") -> PipelineSync {
        PipelineSync(
            model: SyncModel(
                program: .gitSync, repository: repository.description, branch: branch.description, image: ""))
    }
}
