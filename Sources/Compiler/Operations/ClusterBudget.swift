package import PipelineModel

/// What a part of the platform takes of its cluster, counted as the scheduler of the cluster counts it: requests decide
/// what fits, limits what may be used at the same time.
package struct ClusterBudget: Sendable {
    /// What something takes in all its pods together.
    package struct Line: Hashable, Sendable {
        package let name: String
        package let namespace: String
        package let pods: Int
        package let requestMiB: Int
        package let limitMiB: Int
        package let requestMilliCPU: Int
        package let storageMiB: Int
    }

    package let profile: ProfileModel
    /// The cluster itself, the components in the order of their declaration, what tasks take, and the jobs of streams.
    package let lines: [Line]

    package init(
        _ project: ProjectModel, _ operations: OperationsModel, on platform: KubernetesPlatform,
        _ installation: InstallationModel, _ profile: ProfileModel
    ) {
        let components = operations.components.filter { profile.has($0.name) }
        var lines = [
            Line(
                name: "the cluster itself", namespace: installation.systemNamespace, pods: installation.workerNodes + 1,
                requestMiB: installation.overheadMiB, limitMiB: installation.overheadMiB, requestMilliCPU: 0,
                storageMiB: 0)
        ]
        lines += components.compactMap(Self.line)
        let workers = installation.workers
        if profile.runsTasks {
            lines.append(
                Line(
                    name: "tasks", namespace: Self.tasksNamespace(operations), pods: workers.count,
                    requestMiB: workers.each.requestMiB * workers.count,
                    limitMiB: workers.each.limitMiB * workers.count,
                    requestMilliCPU: workers.each.requestMilliCPU * workers.count, storageMiB: 0))
        }
        if profile.startsPods, let jobs = installation.jobs {
            lines.append(
                Line(
                    name: "what tasks start", namespace: platform.namespace, pods: 0, requestMiB: jobs.requestMiB,
                    limitMiB: jobs.limitMiB, requestMilliCPU: jobs.requestMilliCPU, storageMiB: 0))
        }
        let hasSpark = operations.components.contains { $0.kind == "spark" && profile.has($0.name) }
        if profile.runsStreams, hasSpark, let spark = project.environment.data.spark,
            case .kubernetes(let cluster) = spark.submission
        {
            lines += project.streams.compactMap { Self.line(of: $0, on: spark, in: cluster.namespace) }
        }
        self.profile = profile
        self.lines = lines
    }

    /// Each table that a stream lays down somewhere has an application of its own: a driver and executors. Spark asks for as
    /// much as it may take.
    private static func line(of stream: StreamModel, on spark: SparkPlatform, in namespace: String) -> Line? {
        let applications = stream.tables.filter { $0.lake != nil || $0.speed != nil }.count
        guard applications > 0 else { return nil }
        let job = stream.job
        var settings = SparkSettings()
        settings.resources.driverMemoryMiB = job.driverMemoryMiB
        settings.resources.executorMemoryMiB = job.executorMemoryMiB
        let request = SparkRequest(settings, on: spark, .python)
        let all = { (driver: Int, executor: Int) in
            // Absurd sizes are told by another check, and must only not overflow in a sum.
            min(
                driver.addingSaturated(job.executors.multipliedSaturated(by: executor))
                    .multipliedSaturated(by: applications), 1 << 40)
        }
        let memory = all(request.driverMiB, request.executorMiB)
        return Line(
            name: "stream \(stream.id)", namespace: namespace, pods: all(1, 1), requestMiB: memory, limitMiB: memory,
            requestMilliCPU: all(1000, job.executorCores.multipliedSaturated(by: 1000)), storageMiB: 0)
    }

    /// What a namespace keeps for a pod that replaces another, a migration, a backup.
    package static let spareMiB = 512

    /// The memory that all pods of a namespace may ask for together.
    ///
    /// - Parameter jobs: what tasks may start there; nil where they start nothing.
    package func quotaMiB(of namespace: String, jobs: ResourcesModel?) -> Int {
        lines.filter { $0.namespace == namespace && $0.pods > 0 }.reduce(Self.spareMiB) { $0 + $1.requestMiB }
            + (jobs?.requestMiB ?? 0)
    }

    package var requestMiB: Int { lines.reduce(0) { $0 + $1.requestMiB } }
    package var limitMiB: Int { lines.reduce(0) { $0 + $1.limitMiB } }
    package var requestMilliCPU: Int { lines.reduce(0) { $0 + $1.requestMilliCPU } }
    package var storageMiB: Int { lines.reduce(0) { $0 + $1.storageMiB } }
    package var fits: Bool { requestMiB <= profile.memoryMiB }

    /// The namespace in which the executor starts the pods of tasks: that of what decides which of them run.
    package static func tasksNamespace(_ operations: OperationsModel) -> String {
        operations.components.first { $0.workload?.access.contains(.startPods) == true }?.workload?.namespace
            ?? "airflow"
    }

    private static func line(of component: ComponentModel) -> Line? {
        guard component.runsAs != .external, let own = component.resources else { return nil }
        let beside = component.workload?.companions.map(\.resources) ?? []
        let pod = [own] + beside
        let count = component.instances
        return Line(
            name: component.name, namespace: component.workload?.namespace ?? "", pods: count,
            requestMiB: pod.reduce(0) { $0 + $1.requestMiB } * count,
            limitMiB: pod.reduce(0) { $0 + $1.limitMiB } * count,
            requestMilliCPU: pod.reduce(0) { $0 + $1.requestMilliCPU } * count,
            storageMiB: (component.storage?.sizeMiB ?? 0) * count)
    }

    /// The components without which the rest would fit, the least missed first; empty where no choice of them is enough.
    /// What others of the profile need is never among them.
    package func toDrop(from operations: OperationsModel) -> [String] {
        var kept = operations.components.filter { profile.has($0.name) }
        var dropped: [String] = []
        var excess = requestMiB - profile.memoryMiB
        while excess > 0 {
            let needed = Set(kept.flatMap(\.dependencies) + kept.compactMap(\.measuredBy))
            let leaves = kept.filter { $0.workload?.importance != .data && !needed.contains($0.name) }
            let sizes = Dictionary(lines.map { ($0.name, $0.requestMiB) }, uniquingKeysWith: +)
            let size = { (component: ComponentModel) in sizes[component.name] ?? 0 }
            let best = leaves.filter { size($0) > 0 }.max { left, right in
                (left.comfort, -abs(size(left) - excess)) < (right.comfort, -abs(size(right) - excess))
            }
            guard let best else { return [] }
            kept.removeAll { $0.name == best.name }
            dropped.append(best.name)
            excess -= size(best)
        }
        return dropped
    }
}

extension ComponentModel {
    /// 1 for what people miss while work goes on.
    fileprivate var comfort: Int { workload?.importance == .comfort ? 1 : 0 }
}

extension BackupModel {
    /// Seconds between two backups; nil where there are none.
    package var interval: Int? {
        switch self {
        case .dump(let seconds), .snapshot(let seconds): seconds
        case .rebuilt: nil
        }
    }
}
