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
    /// The edges to the task that shows hidden failures.
    private let watched: [EdgeModel]

    /// - Parameter imported: names that the file needs for its imports.
    init(
        _ pipeline: PipelineModel, _ graph: TaskGraph, environment: EnvironmentModel, dialect: AirflowDialect,
        reserving imported: Set<String> = []
    ) {
        self.pipeline = pipeline
        self.graph = graph
        self.dialect = dialect
        context = OperatorContext(pipeline: pipeline, environment: environment, dialect: dialect)
        datasets = Self.datasets(of: pipeline, graph)
        watched = FailureWatch.tasks(hiddenIn: graph).map {
            EdgeModel(from: $0, to: Self.watcherKey, origin: .order)
        }
        names = VariableNames(
            reserved: imported.union(["dag"]), lifetimes: NameLifetimes(of: pipeline.root, adding: watched))
        names.nameNodes(of: pipeline.root)
        for dataset in datasets {
            names.claim(Self.key(dataset), preferring: [dataset.name.uppercased(), dataset.name])
        }
        names.claim(Self.watcherKey, preferring: ["watcher", "failure_watcher"])
        context.names = names
        context.functions = Self.functions(of: graph, besides: names.all)
    }

    /// The variables of the file.
    var variables: Set<String> { names.all }

    /// The functions that the file imports by their own names: those whose name nothing else has.
    private static func functions(of graph: TaskGraph, besides names: Set<String>) -> Set<String> {
        var files: [String: Set<String>] = [:]
        for case .python(let call) in graph.tasks.map(\.kind) { files[call.function, default: []].insert(call.file) }
        return Set(files.filter { $1.count == 1 }.keys).subtracting(names)
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
        arguments.add("end_date", pipeline.end.map { date($0, zone: pipeline.schedule.timeZone) })
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
        .call(
            .attribute(.importedModule("pendulum"), "datetime"),
            [
                .positional(.int(date.year)), .positional(.int(date.month)), .positional(.int(date.day)),
                .keyword("tz", .string(zone)),
            ])
    }

    private var flow: [PythonStatement] {
        let statements = FlowStatements(graph: graph, context: context, names: names) { names[Self.key($0)] }
        guard !watched.isEmpty else { return statements.render(pipeline.root) }
        let watcher = names[Self.watcherKey]
        return statements.render(
            pipeline.root, adding: .assign(.name(watcher), FailureWatch.call(watcher, dialect)),
            edges: watched)
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
