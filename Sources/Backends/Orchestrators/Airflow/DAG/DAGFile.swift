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
    private let aliases: [String]
    /// The tasks that each task that shows hidden failures stands behind.
    private let watches: [[String]]

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
        retryPolicies = ErrorRetryPolicy.all(of: pipeline, graph, in: environment)
        aliases = Self.aliases(of: pipeline, graph)
        watches = Self.watches(of: pipeline, graph)
        names = VariableNames(
            reserved: imported.union(
                [
                    "dag", "\(ErrorRetryPolicy.className)", "\(WindowTrigger.className)", "\(PipelineWait.className)",
                    "\(KeptResult.function)", "\(ArmChoice.function)",
                ]
            ).union(Self.builtins),
            lifetimes: NameLifetimes(of: pipeline.root, namedAtTheEnd: watches.flatMap(\.self)))
        names.nameNodes(of: pipeline.root)
        for dataset in datasets {
            names.claim(.dataset(uri: dataset.uri), preferring: [dataset.name.uppercased(), dataset.name])
        }
        if pipeline.schedule.coversTimeBetweenDays { names.claim(.scheduleTimes, preferring: ["SCHEDULE_TIMES"]) }
        for policy in retryPolicies { names.claim(.retryPolicy(policy), preferring: [policy.work.rawValue]) }
        for alias in aliases { names.claim(.alias(alias), preferring: [alias.uppercased(), alias]) }
        for number in watches.indices {
            names.claim(.watcher(number), preferring: ["watcher", "failure_watcher"])
        }
        context.names = names
        context.listResults = InstanceResults.lists(in: pipeline)
        context.writers = Self.writers(in: graph)
        context.resultWriters = Set(graph.tasks.filter { $0.leavesResult(in: environment) }.map(\.path))
        context.functions = Self.functions(of: pipeline, graph, besides: names.all)
    }

    private static func writers(in graph: TaskGraph) -> [String: String] {
        let writes = graph.tasks.flatMap { task in task.writes.map { ($0.uri, task.path) } }
        return Dictionary(writes, uniquingKeysWith: { first, _ in first })
    }

    /// What the generated code calls by its name: a task that is called so must not hide it.
    private static let builtins: Set<String> = ["dict", "len", "list", "map", "max", "str", "type"]

    /// Whether a task is not called as it is in Airflow: its id is no name of Python, or another group has it, too.
    var renamesTasks: Bool { graph.tasks.contains { names[$0.path].text != $0.id } }

    /// The variables of the file.
    var variables: Set<String> { names.all }

    /// What Airflow cannot do of the mappings of tasks.
    func mappingLimits(of tasks: [TaskModel]) -> [Limit] {
        tasks.flatMap { task in
            guard let mapping = task.mapping else { return [] as [Limit] }
            let arguments = OperatorCall.make(for: graph.withBranchTargets(task), context).arguments
            let crossed = CrossedItems(mapping)?.limits(of: arguments) ?? []
            let beside = ResultsBesideItems(mapping: mapping, version: dialect.version).limits(of: arguments)
            return (crossed + beside).map { $0.of(task: task.path) }
        }
    }

    /// The functions that the file imports by their own names: those whose name nothing else has.
    private static func functions(
        of pipeline: PipelineModel, _ graph: TaskGraph, besides names: Set<String>
    ) -> Set<String> {
        var files: [String: Set<String>] = [:]
        for call in graph.tasks.compactMap(\.kind.pythonCall) { files[call.function, default: []].insert(call.file) }
        let notifications =
            pipeline.notifications + (pipeline.defaults.notifications ?? [])
            + graph.tasks.flatMap { $0.policies.notifications ?? [] }
        let channels = notifications.map(\.channel) + (pipeline.deadline.map { [$0.channel] } ?? [])
        let called = channels.compactMap { if case .function(let function) = $0 { function } else { nil } }
        for function in called + pipeline.macros + pipeline.filters {
            files[function.name, default: []].insert(function.file)
        }
        return Set(files.filter { $1.count == 1 }.keys).subtracting(names)
    }

    private static func aliases(of pipeline: PipelineModel, _ graph: TaskGraph) -> [String] {
        var known: Set<String> = []
        let all = (pipeline.schedule.condition?.aliases ?? []) + graph.tasks.flatMap(\.aliases)
        return all.filter { known.insert($0).inserted }
    }

    /// In the order of first use: the schedule's, then those that tasks read and write.
    private static func datasets(of pipeline: PipelineModel, _ graph: TaskGraph) -> [DatasetModel] {
        var known: Set<String> = []
        let all = pipeline.schedule.datasets + graph.tasks.flatMap { $0.reads + $0.writes }
        return all.filter { known.insert($0.uri).inserted }
    }

    var module: PythonModule {
        var body = datasets.map { dataset in
            PythonStatement.assign(
                .name(names[.dataset(uri: dataset.uri)]), AssetExpression.render(dataset, context))
        }
        body += aliases.map { alias in
            PythonStatement.assign(
                .name(names[.alias(alias)]), .call(dialect.assetAlias, [.positional(.string(alias))]))
        }
        if case .days(let days) = pipeline.schedule, let name = assetNames.times {
            body.append(.assign(.name(name), ScheduleExpression.moments(of: days)))
        }
        if !retryPolicies.isEmpty {
            body.append(ErrorRetryPolicy.definition)
            body += retryPolicies.map { .assign(.name(names[.retryPolicy($0)]), $0.expression) }
        }
        if KeptResult.isNeeded(in: graph, of: context.environment) { body.append(KeptResult.definition) }
        if WindowTrigger.isNeeded(in: graph, dialect) { body.append(WindowTrigger.definition) }
        if PipelineWait.isNeeded(in: graph) { body.append(PipelineWait.definition) }
        if ArmChoice.isNeeded(in: graph) { body.append(ArmChoice.definition) }
        let flow = flow
        let repeated = RepeatedValues(in: flow, besides: names.all.union(Self.builtins).union(context.functions))
        body += repeated.constants.map { .assign(.name($0.name), $0.value) }
        if !body.isEmpty { body.append(.blankLine) }
        let dag = PythonContext(.call(dialect.dag, dagArguments.list, layout: .expanded))
        body.append(.with([dag], body: repeated.applied(to: flow)))
        return PythonModule(
            docstring: (pipeline.title ?? pipeline.id) + ".", postponesAnnotations: true, body: body)
    }

    private var dagArguments: CallArguments {
        var arguments = CallArguments()
        arguments.add("dag_id", pipeline.id)
        arguments.add("dag_display_name", pipeline.title)
        arguments.add("description", pipeline.summary.isEmpty ? nil : pipeline.summary)
        arguments.add("doc_md", pipeline.documentation)
        arguments.add("schedule", schedule)
        arguments.add("start_date", firstMoment)
        arguments.add("end_date", lastDay.map { .endOfDay($0, pipeline.schedule.zone) })
        arguments.add("catchup", .bool(pipeline.catchUp))
        arguments.add("max_active_runs", pipeline.maximumActiveRuns ?? (pipeline.schedule == .continuous ? 1 : nil))
        arguments.add("max_active_tasks", pipeline.maximumActiveTasks)
        arguments.add("dagrun_timeout", seconds: pipeline.runTimeout)
        arguments.add("tags", pipeline.tags.sorted().map { .string($0) })
        if pipeline.criticality == .critical { arguments.add(dialect.stopsAtFailure, .bool(true)) }
        if usesTemplateFiles {
            arguments.add("template_searchpath", JinjaText.template(context.environment.airflow.tree))
        }
        arguments.add("user_defined_macros", functions(pipeline.macros) + times)
        arguments.add("user_defined_filters", functions(pipeline.filters))
        if pipeline.rendersNativeObjects { arguments.add("render_template_as_native_obj", .bool(true)) }
        if !pipeline.params.isEmpty {
            let params = pipeline.params.map { param in
                PythonDictItem.pair(.string(param.name), ParamExpression.render(param, context))
            }
            arguments.add("params", .dict(params, layout: .expanded))
        }
        arguments.add("default_args", .dict(DefaultArguments.items(of: pipeline, context)))
        arguments.add("on_failure_callback", NotifierCalls.make(pipeline.notifications, for: .failed, context))
        arguments.add("on_success_callback", NotifierCalls.make(pipeline.notifications, for: .succeeded, context))
        if dialect.version == .v2 {
            arguments.add("sla_miss_callback", pipeline.deadline.map { DeadlineExpression.callback($0, context) })
        }
        if dialect.version == .v3 {
            arguments.add("deadline", pipeline.deadline.map { DeadlineExpression.render($0, context) })
        }
        return arguments
    }

    private var schedule: PythonExpression {
        ScheduleExpression(context: context, names: assetNames).render(pipeline.schedule)
    }

    private var assetNames: AssetNames {
        AssetNames(
            dataset: { names[.dataset(uri: $0.uri)] }, alias: { names[.alias($0)] },
            times: pipeline.schedule.coversTimeBetweenDays ? names[.scheduleTimes] : nil)
    }

    /// The times of the schedule, of which templates take the one before the run's.
    private var times: [PythonDictItem] {
        assetNames.times.map { [.pair(.string(JinjaText.scheduleTimes), .name($0))] } ?? []
    }

    private var firstMoment: PythonExpression? {
        let time = pipeline.startTime ?? ClockTime(hour: 0, minute: 0)
        return firstDay.map { .moment($0, hour: time.hour, minute: time.minute, pipeline.schedule.zone) }
    }

    /// The day of the first run: one that covers the time since the day before is none on the first of its days.
    private var firstDay: CalendarDate? {
        guard case .days(let days) = pipeline.schedule, days.coversIntervals else { return pipeline.start }
        return days.days.dropFirst().first ?? pipeline.start
    }

    /// Airflow compares it with the moment of a run, where the language means the start of its window.
    private var lastDay: CalendarDate? {
        guard case .days(let days) = pipeline.schedule, days.coversIntervals else { return pipeline.end }
        return pipeline.end.flatMap { _ in days.days.last }
    }

    private func functions(_ functions: [TemplateFunctionModel]) -> [PythonDictItem] {
        functions.map { .pair(.string($0.name), context.function($0.name, in: $0.file)) }
    }

    private var usesTemplateFiles: Bool {
        guard case .kubernetes = context.environment.data.spark?.submission else { return false }
        return graph.tasks.contains { task in
            if case .spark = task.kind { true } else { false }
        }
    }

    private var flow: [PythonStatement] {
        let stops = pipeline.criticality == .critical
        let statements = FlowStatements(graph: graph, context: context, names: names, assets: assetNames)
        let silence = NotifierCalls.arguments([], inPlaceOf: pipeline.defaults.notifications, context)
        let watchers: [PythonStatement] = watches.indices.map { number in
            let watcher = names[.watcher(number)]
            let call =
                stops
                ? FailureWatch.teardown(watcher, dialect, silence: silence)
                : FailureWatch.call(watcher, dialect, silence: silence)
            return .assign(.name(watcher), call)
        }
        return statements.render(pipeline.root, adding: watchers, edges: watcherEdges)
    }

    private static func watches(of pipeline: PipelineModel, _ graph: TaskGraph) -> [[String]] {
        pipeline.criticality == .critical
            ? [FailureWatch.last(of: graph)] : FailureWatch.tasks(hiddenIn: graph)
    }

    private var watcherEdges: [DrawnEdge] {
        watches.enumerated().flatMap { number, watched in
            watched.map { DrawnEdge(from: .node($0), to: .watcher(number), label: nil) }
        }
    }
}
