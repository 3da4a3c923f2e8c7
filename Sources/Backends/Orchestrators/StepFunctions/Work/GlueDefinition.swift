import BackendInterface
import CodeModels
import PipelineModel
import SparkBackend

/// The definition of the Glue job that a Spark job of a pipeline becomes:
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-glue-job.html
struct GlueDefinition {
    private let task: TaskModel
    private let job: SparkJobModel
    private let context: WorkContext
    private let glue: GluePlatform

    init(_ task: TaskModel, _ job: SparkJobModel, _ context: WorkContext, _ glue: GluePlatform) {
        self.task = task
        self.job = job
        self.context = context
        self.glue = glue
    }

    var name: String { context.names.glueJob(context.pipeline.id, task.path) }

    /// What runs of it are called with.
    var arguments: [(name: String, value: RuntimeText)] {
        let words = SparkArguments.list(of: task, job, in: context.pipeline, context.environment)
        guard let pairs = GlueArguments.pairs(of: words) else {
            preconditionFailure("a checked project hands Glue arguments by name")
        }
        return pairs
    }

    var properties: [(String, Document)] {
        var fields: [(String, Document)] = [
            ("Name", .string(name)), ("Role", .string(glue.role)), ("GlueVersion", .string(glue.version)),
            (
                "Command",
                [
                    "Name": "glueetl", "PythonVersion": "3",
                    "ScriptLocation": .string("\(glue.code)/\(job.program.file)"),
                ]
            ),
            ("WorkerType", .string(worker.name)), ("NumberOfWorkers", .int(workers)),
            // The machine tries again; what Glue did by itself would multiply with that.
            ("MaxRetries", 0), ("Timeout", .int(minutes)),
            ("DefaultArguments", .object(defaults.map { ($0.0, .string($0.1)) })),
        ]
        if glue.isFlexible { fields.append(("ExecutionClass", "FLEX")) }
        // Where runs are not counted, more than one may be active, and those that are too many wait their turn.
        let runs = context.pipeline.maximumActiveRuns.map { $0 * instances }
        fields.append(("ExecutionProperty", ["MaxConcurrentRuns": .int(min(runs ?? Self.manyRuns, Self.mostRuns))]))
        if runs == nil { fields.append(("JobRunQueuingEnabled", true)) }
        return fields
    }

    /// How many instances of the task run at once in one run.
    private var instances: Int {
        guard let mapping = task.mapping else { return 1 }
        return mapping.limit ?? mapping.items.known?.count ?? Self.manyRuns
    }

    private static let manyRuns = 10
    /// https://docs.aws.amazon.com/general/latest/gr/glue.html
    private static let mostRuns = 1_000

    /// Less than the state waits, so that it is Glue that ends the job, and at most seven days.
    private var minutes: Int {
        let seconds = task.policies.timeout ?? context.pipeline.defaults.timeout ?? context.pipeline.runTimeout
        return min(max(1, ((seconds ?? Self.usualTimeout) - 1) / 60), 7 * 1_440)
    }

    private static let usualTimeout = 2 * 86_400

    // MARK: Size

    private var worker: GlueWorker {
        let wanted = job.spark.resources
        let heap = max(wanted.executorMemoryMiB ?? 0, wanted.driverMemoryMiB ?? 0)
        return GlueWorker.smallest(cores: max(wanted.executorCores ?? 1, wanted.driverCores ?? 1), heapMiB: heap)
    }

    private var workers: Int { max(2, job.spark.resources.executors.map { $0 + 1 } ?? glue.workers) }

    // MARK: Arguments

    /// Whoever runs a window again gets the same data, so that no bookmark remembers what has been read.
    private var defaults: [(String, String)] {
        var arguments = [
            ("--job-language", "python"), ("--job-bookmark-option", "job-bookmark-disable"),
            ("--enable-metrics", "true"), ("--enable-observability-metrics", "true"), ("--enable-job-insights", "true"),
            ("--enable-continuous-cloudwatch-log", "true"), ("--TempDir", "\(glue.code)/temporary/"),
        ]
        let properties = SparkProperties.list(of: job.spark)
        // One argument holds all, chained by the name of the option.
        arguments.append(("--conf", properties.map { "\($0.key)=\($0.value)" }.joined(separator: " --conf ")))
        let lists = [
            ("--extra-jars", job.spark.jars), ("--extra-files", job.spark.files),
            ("--extra-py-files", job.spark.pythonFiles),
        ]
        return arguments
            + lists.filter { !$0.1.isEmpty }.map { ($0.0, $0.1.joined(separator: ",")) }
    }
}

/// A size of workers: https://docs.aws.amazon.com/glue/latest/dg/worker-types.html
struct GlueWorker: Equatable {
    let name: String
    let cores: Int
    /// Of Spark's memory for one executor, without what Python and the JVM take beside it.
    let heapMiB: Int

    static let all = [
        GlueWorker(name: "G.1X", cores: 4, heapMiB: 10_240), GlueWorker(name: "G.2X", cores: 8, heapMiB: 20_480),
        GlueWorker(name: "G.4X", cores: 16, heapMiB: 40_960), GlueWorker(name: "G.8X", cores: 32, heapMiB: 81_920),
    ]

    /// Or the largest that there is, where none has so much; a limit says so.
    static func smallest(cores: Int, heapMiB: Int) -> GlueWorker {
        all.first { $0.cores >= cores && $0.heapMiB >= heapMiB } ?? all[all.count - 1]
    }
}

/// Arguments as Glue takes them: by name, each once.
enum GlueArguments {
    /// Nil where a word has no name before it, or a name comes twice.
    static func pairs(of words: [RuntimeText]) -> [(name: String, value: RuntimeText)]? {
        var pairs: [(name: String, value: RuntimeText)] = []
        var index = 0
        while index < words.count {
            guard let name = words[index].known, name.hasPrefix("--"), !name.contains("=") else { return nil }
            guard !pairs.contains(where: { $0.name == name }) else { return nil }
            let isFlag = index + 1 == words.count || words[index + 1].known?.hasPrefix("--") == true
            pairs.append((name, isFlag ? RuntimeText("") : words[index + 1]))
            index += isFlag ? 1 : 2
        }
        return pairs
    }
}
