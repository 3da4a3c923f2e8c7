import Diagnostics
import PipelineModel

/// Runs a Spark application that reads datasets and writes another.
///
/// The application is called with `--input` for each dataset, `--output`, `--from` and `--to`: where the datasets are
/// in the environment, and the run's window. Arguments of its own follow.
public struct SparkJob<Row: Schema>: PipelineTask {
    /// What was declared about it so far.
    public var declaration: TaskDeclaration
    private let dataset: DatasetModel

    /// `main` lies below the environment's folder of applications.
    public init<each Input: DatasetSource>(
        _ id: TaskID, main: Name, reads inputs: repeat each Input, writes output: Dataset<Row>,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        dataset = output.model
        var sources: [SourceDeclaration] = []
        for input in repeat each inputs { sources.append(input.source) }
        declaration = TaskDeclaration(
            id, .spark(SparkJobModel(application: main.description)), at: SourceLocation(file, line, column),
            inputs: sources.map(\.producer))
        declaration.model.reads = sources.map(\.dataset)
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

    /// Adds arguments of the application's own, each as it reaches the application.
    public func arguments(_ arguments: RuntimeString...) -> Self {
        changing(using: arguments) { task in
            guard case .spark(var job) = task.kind else { return }
            job.arguments += arguments.map(\.model)
            task.kind = .spark(job)
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
    public static func gibibytes(_ count: Int) -> Memory { Memory(mebibytes: count.multipliedSaturated(by: 1024)) }
}
