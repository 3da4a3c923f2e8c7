import PipelineModel

/// What a Spark application asks a platform for, with what the platform gives all of them.
struct SparkRequest {
    /// Properties that say again what the environment and the task's own id say.
    static let chosenByEnvironment: Set<String> = [
        "spark.master", "spark.submit.deployMode", "spark.app.name", "spark.kubernetes.namespace",
        "spark.kubernetes.container.image",
    ]

    private let resources: SparkResources
    private let values: [String: String]
    private let platform: SparkPlatform
    private let language: SparkProgramModel.Language

    init(_ settings: SparkSettings, on platform: SparkPlatform, _ language: SparkProgramModel.Language) {
        resources = settings.resources
        values = Dictionary(settings.configuration.map { ($0.key, $0.value) }) { _, last in last }
        self.platform = platform
        self.language = language
    }

    /// What cannot hold at once, so that Spark ends before the application begins.
    var contradictions: [String] { allocation + tasks + memory }

    private var allocation: [String] {
        let prefix = "spark.dynamicAllocation."
        guard values[prefix + "enabled"] == "true" else {
            return bounds(low: integer(prefix + "minExecutors"), high: integer(prefix + "maxExecutors"))
        }
        let (low, high) = (integer(prefix + "minExecutors") ?? 0, integer(prefix + "maxExecutors"))
        var problems = bounds(low: low, high: high)
        let first = integer(prefix + "initialExecutors") ?? resources.executors ?? integer("spark.executor.instances")
        if let first, first < low || first > high ?? first {
            problems.append("it begins with \(first) executors, of which there may be \(low) to \(high ?? first)")
        }
        let tracks = [
            prefix + "shuffleTracking.enabled", "spark.shuffle.service.enabled", "spark.decommission.enabled",
        ]
        // Spark 3.0 and later track shuffles only if they are told to; since 3.4 that is so by default.
        if values[tracks[0]] == "false", !tracks.contains(where: { values[$0] == "true" }) {
            problems.append("executors come and go, and nothing keeps what they have shuffled")
        }
        return problems
    }

    private func bounds(low: Int?, high: Int?) -> [String] {
        guard let low, let high, low > high else { return [] }
        return ["at least \(low) and at most \(high) executors"]
    }

    private var tasks: [String] {
        var problems: [String] = []
        let cores = resources.executorCores ?? integer("spark.executor.cores") ?? 1
        if let cpus = integer("spark.task.cpus"), cpus > cores {
            problems.append("a task takes \(cpus) cores, and an executor has \(cores)")
        }
        if resources.executorGPUs != nil, case .submit = platform.submission,
            values["spark.executor.resource.gpu.discoveryScript"] == nil
        {
            problems.append("Spark finds no GPUs without `spark.executor.resource.gpu.discoveryScript`")
        }
        if let beat = milliseconds("spark.executor.heartbeatInterval"),
            beat >= milliseconds("spark.network.timeout") ?? 120_000
        {
            problems.append("executors give a sign of life less often than the network times out")
        }
        return problems
    }

    private var memory: [String] {
        var problems: [String] = []
        if values["spark.memory.offHeap.enabled"] == "true", bytes("spark.memory.offHeap.size") ?? 0 <= 0 {
            problems.append("memory beside the heap is used, and `spark.memory.offHeap.size` gives none")
        }
        if let buffer = bytes("spark.kryoserializer.buffer.max"), buffer >= 2 << 30 {
            problems.append("`spark.kryoserializer.buffer.max` is 2 GiB or more, which Kryo cannot address")
        }
        return problems
    }

    /// How much more than its quota it asks for; nil when it stays within.
    var excess: String? {
        guard let quota = platform.quota else { return nil }
        let (executors, cores, total) = whole
        guard cores > quota.cores || total > quota.memoryMiB else { return nil }
        return "\(cores) cores and \(total) MiB with \(executors) executors, where the quota is \(quota.cores) cores "
            + "and \(quota.memoryMiB) MiB"
    }

    /// Driver and executors together, with as many of these as there may be.
    var whole: (executors: Int, cores: Int, memoryMiB: Int) {
        let executors = mostExecutors
        let perExecutor = resources.executorCores ?? integer("spark.executor.cores") ?? 1
        let cores = sum(resources.driverCores ?? integer("spark.driver.cores") ?? 1, executors, perExecutor)
        return (executors, cores, sum(driverMiB, executors, executorMiB))
    }

    /// The memory of the driver's pod.
    var driverMiB: Int {
        let heap = memory(resources.driverMemoryMiB, "spark.driver.memory")
        return heap.addingSaturated(overhead(resources.driverOverheadMiB, "spark.driver.memoryOverhead", of: heap))
    }

    /// The memory of each executor's pod.
    var executorMiB: Int {
        let heap = memory(resources.executorMemoryMiB, "spark.executor.memory")
        return heap.addingSaturated(overhead(resources.executorOverheadMiB, "spark.executor.memoryOverhead", of: heap))
    }

    /// Absurd sizes are told by another check, and must only not overflow here.
    private func sum(_ first: Int, _ count: Int, _ each: Int) -> Int {
        first.addingSaturated(count.multipliedSaturated(by: each))
    }

    private var mostExecutors: Int {
        if values["spark.dynamicAllocation.enabled"] == "true",
            let most = integer("spark.dynamicAllocation.maxExecutors")
        {
            return most
        }
        return resources.executors ?? integer("spark.executor.instances") ?? 1
    }

    /// Spark's default heap is 1 GiB.
    private func memory(_ size: Int?, _ key: String) -> Int { size ?? bytes(key).map { $0 >> 20 } ?? 1024 }

    /// A tenth of the heap, two fifths of it for Python on Kubernetes, and at least 384 MiB.
    ///
    /// Source: https://spark.apache.org/docs/latest/configuration.html, `spark.executor.memoryOverheadFactor`.
    private func overhead(_ size: Int?, _ key: String, of heap: Int) -> Int {
        if let size = size ?? bytes(key).map({ $0 >> 20 }) { return size }
        if case .kubernetes = platform.submission, language == .python { return max(384, heap / 5 * 2) }
        return max(384, heap / 10)
    }

    private func integer(_ key: String) -> Int? { values[key].flatMap { Int($0) } }

    private func bytes(_ key: String) -> Int? { values[key].flatMap { SparkPropertyCatalog.kinds[key]?.bytes(in: $0) } }

    private func milliseconds(_ key: String) -> Int? {
        values[key].flatMap { SparkPropertyCatalog.kinds[key]?.milliseconds(in: $0) }
    }
}
