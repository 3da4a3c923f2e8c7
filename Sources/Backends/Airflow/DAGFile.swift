import BackendInterface
import CodeModels
import Compiler
import PipelineModel

/// The Python file of one pipeline, as a value.
struct DAGFile {
    private let pipeline: PipelineModel
    private let graph: TaskGraph
    private var context: OperatorContext
    private let dialect: AirflowDialect
    private var names: VariableNames
    private let datasets: [DatasetModel]
    private let retryPolicies: [ErrorRetryPolicy]

    /// Names that the file uses for classes and functions of its imports, or that mean something to Python.
    private static let reserved: Set<String> = [
        "DAG", "Asset", "Dataset", "Label", "RetryByError", "RetryDecision", "RetryPolicy", "TaskGroup", "TriggerRule",
        "airflow", "chain", "dag", "datetime",
        "pendulum", "timedelta",
    ]

    init(_ pipeline: PipelineModel, _ graph: TaskGraph, environment: EnvironmentModel, dialect: AirflowDialect) {
        self.pipeline = pipeline
        self.graph = graph
        self.dialect = dialect
        context = OperatorContext(pipeline: pipeline, environment: environment, dialect: dialect)
        datasets = Self.datasets(of: pipeline, graph)
        retryPolicies = ErrorRetryPolicy.all(of: pipeline, graph, in: environment)
        names = VariableNames(reserved: Self.reserved)
        names.nameNodes(of: pipeline.root)
        for dataset in datasets {
            names.claim(Self.key(dataset), preferring: [dataset.name.uppercased(), dataset.name])
        }
        for policy in retryPolicies { names.claim(policy.key, preferring: [policy.work.rawValue]) }
        for number in Self.watches(of: pipeline, graph).indices {
            names.claim(Self.watcherKey(number), preferring: ["watcher", "failure_watcher"])
        }
        context.names = names
    }

    private static func watcherKey(_ number: Int) -> String { "\u{0}watcher \(number)" }

    private static func key(_ dataset: DatasetModel) -> String { "\u{0}dataset \(dataset.uri)" }

    /// In the order of first use: the schedule's, then those that tasks read and write.
    private static func datasets(of pipeline: PipelineModel, _ graph: TaskGraph) -> [DatasetModel] {
        var known: Set<String> = []
        let all = pipeline.schedule.datasets + graph.tasks.flatMap { $0.reads + $0.writes }
        return all.filter { known.insert($0.uri).inserted }
    }

    var module: PythonModule {
        var body = datasets.map { dataset in
            PythonStatement.assign(
                .name(names[Self.key(dataset)]), dialect.asset(name: dataset.name, uri: dataset.uri))
        }
        if !retryPolicies.isEmpty {
            body.append(ErrorRetryPolicy.definition)
            body += retryPolicies.map { .assign(.name(names[$0.key]), $0.expression) }
        }
        if !body.isEmpty { body.append(.blankLine) }
        body.append(.with([PythonContext(.call(dialect.dag, dagArguments.list, layout: .expanded))], body: flow))
        return PythonModule(
            docstring: (pipeline.title ?? pipeline.id) + ".", postponesAnnotations: true, body: body)
    }

    private var dagArguments: CallArguments {
        var arguments = CallArguments()
        arguments.add("dag_id", pipeline.id)
        arguments.add("dag_display_name", pipeline.title)
        arguments.add("description", pipeline.summary.isEmpty ? nil : pipeline.summary)
        arguments.add("schedule", ScheduleExpression.render(pipeline.schedule, dialect) { .name(names[Self.key($0)]) })
        arguments.add("start_date", pipeline.start.map { date($0, zone: pipeline.schedule.timeZone) })
        arguments.add("end_date", pipeline.end.map { date($0, zone: pipeline.schedule.timeZone) })
        arguments.add("catchup", .bool(pipeline.catchUp))
        arguments.add("max_active_runs", pipeline.maximumActiveRuns ?? (pipeline.schedule == .continuous ? 1 : nil))
        arguments.add("max_active_tasks", pipeline.maximumActiveTasks)
        arguments.add("dagrun_timeout", seconds: pipeline.runTimeout)
        arguments.add("tags", pipeline.tags.sorted().map { .string($0) })
        if pipeline.criticality == .critical { arguments.add(dialect.stopsAtFailure, .bool(true)) }
        if usesTemplateFiles { arguments.add("template_searchpath", JinjaText.render(context.environment.tree)) }
        if pipeline.rendersNativeObjects { arguments.add("render_template_as_native_obj", .bool(true)) }
        if !pipeline.params.isEmpty {
            let params = pipeline.params.map { param in
                PythonDictItem.pair(.string(param.name), ParamExpression.render(param, context))
            }
            arguments.add("params", .dict(params, layout: .expanded))
        }
        arguments.add("default_args", .dict(DefaultArguments.items(of: pipeline, context)))
        arguments.add("on_failure_callback", NotifierCalls.make(pipeline.notifications, for: .failed))
        arguments.add("on_success_callback", NotifierCalls.make(pipeline.notifications, for: .succeeded))
        if dialect.version == .v2 {
            arguments.add("sla_miss_callback", pipeline.deadline.map(DeadlineExpression.callback))
        }
        if dialect.version == .v3 { arguments.add("deadline", pipeline.deadline.map(DeadlineExpression.render)) }
        return arguments
    }

    private var usesTemplateFiles: Bool {
        guard case .kubernetes = context.environment.spark else { return false }
        return graph.tasks.contains { task in
            if case .spark = task.kind { true } else { false }
        }
    }

    private func date(_ date: CalendarDate, zone: String) -> PythonExpression {
        .call(
            .attribute(.importedModule("pendulum"), "datetime"),
            [
                .positional(.int(date.year)), .positional(.int(date.month)), .positional(.int(date.day)),
                .keyword("tz", .string(zone)),
            ])
    }

    private var flow: [PythonStatement] {
        let stops = pipeline.criticality == .critical
        let statements = FlowStatements(graph: graph, context: context, names: names) { names[Self.key($0)] }
        var watchers: [PythonStatement] = []
        var edges: [EdgeModel] = []
        for (number, watched) in Self.watches(of: pipeline, graph).enumerated() {
            let watcher = names[Self.watcherKey(number)]
            let call = stops ? FailureWatch.teardown(watcher, dialect) : FailureWatch.call(watcher, dialect)
            watchers.append(.assign(.name(watcher), call))
            edges += watched.map { EdgeModel(from: $0, to: Self.watcherKey(number), origin: .order) }
        }
        return statements.render(pipeline.root, adding: watchers, edges: edges)
    }

    private static func watches(of pipeline: PipelineModel, _ graph: TaskGraph) -> [[String]] {
        pipeline.criticality == .critical
            ? [FailureWatch.last(of: graph)] : FailureWatch.tasks(hiddenIn: graph)
    }
}

extension ScheduleModel {
    var datasets: [DatasetModel] {
        switch self {
        case .datasets(let condition), .datasetsOrCron(let condition, _): condition.datasets
        case .manual, .cron, .every, .continuous: []
        }
    }

    /// The zone in which its dates are meant.
    var timeZone: String {
        switch self {
        case .cron(let cron), .datasetsOrCron(_, let cron): cron.timeZone
        case .manual, .every, .datasets, .continuous: "UTC"
        }
    }
}

extension DatasetCondition {
    fileprivate var datasets: [DatasetModel] {
        switch self {
        case .updated(let dataset): [dataset]
        case .all(let parts), .any(let parts): parts.flatMap(\.datasets)
        }
    }
}
