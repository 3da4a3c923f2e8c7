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

    /// `main` lies below the environment's folder of applications: a file of Python, or a class of a jar.
    public init<each Input: DatasetSource>(
        _ id: TaskID, main: SparkProgram, reads inputs: repeat each Input, writes output: Dataset<Row>,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        dataset = output.model
        var sources: [SourceDeclaration] = []
        for input in repeat each inputs { sources.append(input.source) }
        declaration = TaskDeclaration(
            id, .spark(SparkJobModel(program: main.model)), at: SourceLocation(file, line, column),
            inputs: sources.map(\.producer))
        declaration.model.reads = sources.map(\.dataset)
        declaration.model.writes = [output.model]
    }

    /// What the application has written.
    public var output: DatasetOutput<Row> { DatasetOutput(dataset, from: declaration) }

    /// Sets sizes; what is not named stays as the environment or the cluster has it.
    public func resources(
        driverCores: Int? = nil, driverMemory: Memory? = nil, driverOverhead: Memory? = nil, executors: Int? = nil,
        executorCores: Int? = nil, executorMemory: Memory? = nil, executorOverhead: Memory? = nil,
        executorGPUs: Int? = nil
    ) -> Self {
        resources(
            SparkSizes(
                driverCores: driverCores, driverMemory: driverMemory, driverOverhead: driverOverhead,
                executors: executors, executorCores: executorCores, executorMemory: executorMemory,
                executorOverhead: executorOverhead, executorGPUs: executorGPUs))
    }

    /// Sets sizes, such as ``SparkSizes/fitting(input:executors:)``, whose explanation joins the task's documentation.
    public func resources(_ sizes: SparkSizes) -> Self {
        changingSettings { $0.resources = sizes.model.over($0.resources) }
    }

    /// Adds arguments of the application's own, each as it reaches the application.
    public func arguments(_ arguments: RuntimeString...) -> Self {
        changing(using: arguments) { task in
            guard case .spark(var job) = task.kind else { return }
            job.arguments += arguments.map(\.model)
            task.kind = .spark(job)
        }
    }

    /// Sets Spark properties: https://spark.apache.org/docs/latest/configuration.html
    public func configuration(_ properties: SparkProperty...) -> Self {
        changingSettings { $0.configuration += properties.flatMap(\.entries) }
    }

    /// Sets a Spark property by its name, for those that ``SparkProperty`` has no word for.
    public func configuration(_ key: Name, _ value: Name) -> Self { configuration(SparkProperty(key, value)) }

    /// Adds packages of Maven and all that they need: `group:artifact:version`.
    public func packages(_ coordinates: Name...) -> Self {
        changingSettings { $0.packages += coordinates.map(\.description) }
    }

    /// Adds jars to the class path of driver and executors.
    public func jars(_ addresses: Name...) -> Self { changingSettings { $0.jars += addresses.map(\.description) } }

    /// Copies files into the working folder of every executor.
    public func files(_ addresses: Name...) -> Self { changingSettings { $0.files += addresses.map(\.description) } }

    /// Adds `.py`, `.zip` or `.egg` files to the Python path of driver and executors.
    public func pythonFiles(_ addresses: Name...) -> Self {
        changingSettings { $0.pythonFiles += addresses.map(\.description) }
    }

    private func changingSettings(_ change: (inout SparkSettings) -> Void) -> Self {
        changing { task in
            guard case .spark(var job) = task.kind else { return }
            change(&job.spark)
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
