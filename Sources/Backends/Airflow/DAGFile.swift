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

    /// Names that the file uses for classes and functions of its imports, or that mean something to Python.
    private static let reserved: Set<String> = [
        "DAG", "Asset", "Dataset", "Label", "TaskGroup", "TriggerRule", "airflow", "chain", "dag", "datetime",
        "pendulum", "timedelta",
    ]

    init(_ pipeline: PipelineModel, _ graph: TaskGraph, environment: EnvironmentModel, dialect: AirflowDialect) {
        self.pipeline = pipeline
        self.graph = graph
        self.dialect = dialect
        context = OperatorContext(pipeline: pipeline, environment: environment, dialect: dialect)
        datasets = Self.datasets(of: pipeline, graph)
        names = VariableNames(reserved: Self.reserved)
        names.nameNodes(of: pipeline.root)
        for dataset in datasets {
            names.claim(Self.key(dataset), preferring: [dataset.name.uppercased(), dataset.name])
        }
        names.claim(Self.watcherKey, preferring: ["watcher", "failure_watcher"])
        context.names = names
    }

    private static let watcherKey = "\u{0}watcher"

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
        arguments.add("end_date", pipeline.end.map { endOfDay($0, zone: pipeline.schedule.timeZone) })
        arguments.add("catchup", .bool(pipeline.catchUp))
        arguments.add("max_active_runs", pipeline.maximumActiveRuns ?? (pipeline.schedule == .continuous ? 1 : nil))
        arguments.add("max_active_tasks", pipeline.maximumActiveTasks)
        arguments.add("dagrun_timeout", seconds: pipeline.runTimeout)
        arguments.add("tags", pipeline.tags.sorted().map { .string($0) })
        if usesTemplateFiles { arguments.add("template_searchpath", JinjaText.render(context.environment.tree)) }
        if pipeline.rendersNativeObjects { arguments.add("render_template_as_native_obj", .bool(true)) }
        if !pipeline.params.isEmpty {
            let params = pipeline.params.map { param in
                PythonDictItem.pair(.string(param.name), ParamExpression.render(param, context))
            }
            arguments.add("params", .dict(params, layout: .expanded))
        }
        arguments.add("default_args", .dict(DefaultArguments.items(of: pipeline, dialect)))
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
        time([date.year, date.month, date.day], zone: zone)
    }

    /// Airflow starts runs up to this moment, and the last day is covered as a whole.
    private func endOfDay(_ date: CalendarDate, zone: String) -> PythonExpression {
        time([date.year, date.month, date.day, 23, 59, 59], zone: zone)
    }

    private func time(_ parts: [Int], zone: String) -> PythonExpression {
        .call(
            .attribute(.importedModule("pendulum"), "datetime"),
            parts.map { .positional(.int($0)) } + [.keyword("tz", .string(zone))])
    }

    private var flow: [PythonStatement] {
        let watched = FailureWatch.tasks(hiddenIn: graph)
        let statements = FlowStatements(graph: graph, context: context, names: names) { names[Self.key($0)] }
        guard !watched.isEmpty else { return statements.render(pipeline.root) }
        let watcher = names[Self.watcherKey]
        return statements.render(
            pipeline.root, adding: .assign(.name(watcher), FailureWatch.call(watcher, dialect)),
            edges: watched.map { EdgeModel(from: $0, to: Self.watcherKey, origin: .order) })
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
