import Diagnostics
import PipelineModel

/// Runs a Spark application that reads a dataset and writes another.
///
/// The application is called with `--input`, `--output`, `--from` and `--to`: where the datasets are in the
/// environment, and the run's window.
public struct SparkJob<Row: Schema>: PipelineTask {
    /// What was declared about it so far.
    public var declaration: TaskDeclaration
    private let dataset: DatasetModel

    /// `main` lies below the environment's folder of applications.
    public init<Input: Schema>(
        _ id: TaskID, main: Name, reads input: some DatasetSource<Input>, writes output: Dataset<Row>,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        dataset = output.model
        declaration = TaskDeclaration(
            id, .spark(SparkJobModel(application: main.description)), at: SourceLocation(file, line, column),
            inputs: [input.source.producer])
        declaration.model.reads = [input.source.dataset]
        declaration.model.writes = [output.model]
    }

    /// What the application has written.
    public var output: DatasetOutput<Row> { DatasetOutput(dataset, from: declaration) }

    /// Sets sizes; what is not named stays as the cluster has it.
    public func resources(
        driverMemory: Memory? = nil, executors: Int? = nil, executorCores: Int? = nil, executorMemory: Memory? = nil
    ) -> Self {
        changingJob { job in
            job.driverMemoryMiB = driverMemory?.mebibytes ?? job.driverMemoryMiB
            job.executors = executors ?? job.executors
            job.executorCores = executorCores ?? job.executorCores
            job.executorMemoryMiB = executorMemory?.mebibytes ?? job.executorMemoryMiB
        }
    }

    /// Sets a Spark property: https://spark.apache.org/docs/latest/configuration.html
    public func configuration(_ key: Name, _ value: Name) -> Self {
        changingJob {
            $0.configuration.append(ConfigurationEntry(key: key.description, value: value.description))
        }
    }

    private func changingJob(_ change: (inout SparkJobModel) -> Void) -> Self {
        changing { task in
            guard case .spark(var job) = task.kind else { return }
            change(&job)
            task.kind = .spark(job)
        }
    }
}

/// An amount of memory.
public struct Memory: Sendable {
    let mebibytes: Int

    /// So many times 2^20 bytes.
    public static func mebibytes(_ count: Int) -> Memory { Memory(mebibytes: count) }

    /// So many times 2^30 bytes.
    public static func gibibytes(_ count: Int) -> Memory { Memory(mebibytes: count * 1024) }
}
