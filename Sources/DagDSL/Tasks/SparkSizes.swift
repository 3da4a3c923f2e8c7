import PipelineModel

/// Sizes of a Spark application; what is not named stays as the environment or the cluster has it.
public struct SparkSizes: Sendable {
    let model: SparkResources

    /// - Parameters:
    ///   - driverOverhead: memory of the driver beside its heap.
    ///   - executorOverhead: memory of each executor beside its heap: Python, network buffers, the JVM itself.
    ///   - executorGPUs: of each executor; its cores share them evenly.
    public init(
        driverCores: Int? = nil, driverMemory: Memory? = nil, driverOverhead: Memory? = nil, executors: Int? = nil,
        executorCores: Int? = nil, executorMemory: Memory? = nil, executorOverhead: Memory? = nil,
        executorGPUs: Int? = nil
    ) {
        var model = SparkResources()
        model.driverCores = driverCores
        model.driverMemoryMiB = driverMemory?.mebibytes
        model.driverOverheadMiB = driverOverhead?.mebibytes
        model.executors = executors
        model.executorCores = executorCores
        model.executorMemoryMiB = executorMemory?.mebibytes
        model.executorOverheadMiB = executorOverhead?.mebibytes
        model.executorGPUs = executorGPUs
        self.model = model
    }

    private init(_ model: SparkResources) {
        self.model = model
    }

    /// Sizes for so much input, by a rule that the task's documentation then explains.
    ///
    /// Spark reads files in partitions of 128 MiB (`spark.sql.files.maxPartitionBytes`). Each core works on three of
    /// them in turn, an executor has four cores and 3 GiB of heap for each, and the overhead is two fifths of the heap,
    /// as Spark on Kubernetes has it for Python. The driver has 2 GiB and another for each 10,000 partitions.
    ///
    /// - Parameter executors: the most that there may be; with fewer than the rule asks for, the job takes longer.
    public static func fitting(input: Memory, executors most: Int = 100) -> SparkSizes {
        let partitions = max(1, max(0, input.mebibytes).addingSaturated(127) / 128)
        let cores = (partitions + 2) / 3
        let wanted = (cores + 3) / 4
        let executors = max(1, min(wanted, most))
        let heap = 4 * 3 * 1024
        var model = SparkResources()
        model.driverCores = 1
        model.driverMemoryMiB = 2048 + 1024 * (partitions / 10_000)
        model.executors = executors
        model.executorCores = 4
        model.executorMemoryMiB = heap
        model.executorOverheadMiB = heap * 2 / 5
        var words =
            "Sized for \(input.mebibytes) MiB of input: \(partitions) partitions of 128 MiB, three for each core, "
            + "so \(cores) cores and \(wanted) executors of 4 cores and 12 GiB."
        if executors < wanted { words += " There may be \(executors), so each core works on more of them." }
        model.explanation = words
        return SparkSizes(model)
    }
}
