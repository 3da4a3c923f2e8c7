import CodeModels
import PipelineModel
import SQLJobsBackend

/// What a container of the environment's image runs.
struct ContainerCommand: Equatable, Sendable {
    /// The program and its arguments.
    var words: [JSONataTemplate]
    /// Values that the program finds in its environment.
    var variables: [(name: String, value: JSONataTemplate)] = []
    /// Connections whose addresses it finds there, as references to secrets.
    var connections: [String] = []

    init(_ words: [JSONataTemplate]) {
        self.words = words
    }

    init(shell command: RuntimeText) {
        words = [.text("bash"), .text("-c"), JSONataText.template(command)]
    }

    static func == (left: ContainerCommand, right: ContainerCommand) -> Bool {
        left.words == right.words && left.connections == right.connections
            && left.variables.elementsEqual(right.variables) { $0.name == $1.name && $0.value == $1.value }
    }
}

extension ContainerCommand {
    /// Source of the options: https://docs.getdbt.com/reference/commands/build
    static func dbt(_ build: DbtBuildModel, _ context: WorkContext) -> ContainerCommand {
        guard let platform = context.environment.data.dbt else {
            preconditionFailure("a checked project with a dbt build names a dbt project")
        }
        var words: [RuntimeText] = [
            RuntimeText("dbt"), RuntimeText("--no-use-colors"), RuntimeText(build.command.rawValue),
            RuntimeText("--project-dir"), platform.project, RuntimeText("--profiles-dir"), platform.profiles,
            RuntimeText("--target"), RuntimeText(platform.target),
        ]
        for selected in build.select { words += [RuntimeText("--select"), RuntimeText(selected)] }
        for excluded in build.exclude { words += [RuntimeText("--exclude"), RuntimeText(excluded)] }
        if build.fullRefresh { words.append(RuntimeText("--full-refresh")) }
        if let threads = build.threads { words += [RuntimeText("--threads"), RuntimeText(String(threads))] }
        if let state = build.state { words += [RuntimeText("--state"), state] }
        var command = ContainerCommand(words.map(JSONataText.template))
        command.variables = [
            ("DBT_SEND_ANONYMOUS_USAGE_STATS", .text("false")),
            ("DBT_WINDOW_FROM", .expression(JSONataText.run(JSONataText.Field.start))),
            ("DBT_WINDOW_TO", .expression(JSONataText.run(JSONataText.Field.end))),
        ]
        return command
    }

    static func quality(_ task: TaskModel, _ check: QualityCheckModel, _ context: WorkContext) -> ContainerCommand {
        job(.quality, of: task, stores: check.stores, texts: check.completedTexts, context)
    }

    static func reconciliation(_ task: TaskModel, _ context: WorkContext) -> ContainerCommand {
        job(.reconcile, of: task, stores: task.kind.facts.stores, texts: [], context)
    }

    static func sqlCheck(_ task: TaskModel, _ check: SQLCheckModel, _ context: WorkContext) -> ContainerCommand {
        job(.quality, of: task, stores: [check.store], texts: [check.sql], context)
    }

    static func statement(
        _ task: TaskModel, _ statement: SQLStatementModel, _ context: WorkContext
    ) -> ContainerCommand {
        job(.run, of: task, stores: [statement.store], texts: statement.texts, context)
    }

    /// How the sources have ended stands in the record of the run.
    static func report(_ task: TaskModel, _ report: QualityReportModel, _ context: WorkContext) -> ContainerCommand {
        var words = runner(context) + [.text("report"), .text("--dag"), .text(context.pipeline.id), .text("--task")]
        words += [.text(task.path)] + places(context)
        let states = JSONataExpression.object(
            report.sources.map { .init($0, RunRecord.own(RunRecord.Key.state, of: $0)) })
        words += [.text("--states"), .expression(.call("string", [RunRecord.looking(states)]))]
        for source in report.sources { words += [.text("--of"), .text(source)] }
        return ContainerCommand(words)
    }

    private static func job(
        _ verb: SQLJob.Verb, of task: TaskModel, stores: [String], texts: [RuntimeText], _ context: WorkContext
    ) -> ContainerCommand {
        let path = "\(tree(context))/\(SQLJob.path(verb, pipeline: context.pipeline.id, task: task.path))"
        var words = runner(context) + [.text(verb.rawValue), .text(path)]
        if verb != .run {
            words += [
                .text("--from"), .expression(JSONataText.run(JSONataText.Field.start)), .text("--to"),
                .expression(JSONataText.run(JSONataText.Field.end)),
            ]
            words += places(context)
        }
        var command = ContainerCommand(words)
        command.variables = SQLJob.values(in: texts).map { ($0.variable, JSONataText.template($0.value)) }
        var engines = stores.compactMap { context.environment.store(named: $0)?.engine }
        if verb != .run, let table = context.environment.data.results?.table {
            engines += context.environment.store(named: table.store).map { [$0.engine] } ?? []
        }
        for connection in engines.compactMap(\.connection) where !command.connections.contains(connection) {
            command.connections.append(connection)
        }
        return command
    }

    private static func tree(_ context: WorkContext) -> String { context.platform.containers?.tree ?? "" }

    private static func runner(_ context: WorkContext) -> [JSONataTemplate] {
        [JSONataText.template(context.environment.data.python), .text("\(tree(context))/\(SQLJob.runnerPath)")]
    }

    /// Where the result goes, and which run and try it is of.
    private static func places(_ context: WorkContext) -> [JSONataTemplate] {
        let tries = JSONataExpression.field(.field(.field(.variable("states"), "context"), "State"), "RetryCount")
        var words: [JSONataTemplate] = [
            .text("--run"), .expression(JSONataText.run(JSONataText.Field.id)), .text("--try"),
            .expression(.call("string", [.operation(tries, .add, .int(1))])),
        ]
        guard let results = context.environment.data.results else { return words }
        words += [.text("--results"), JSONataText.template(results.folder)]
        if let address = results.address { words += [.text("--address"), .text(address)] }
        if let gateway = results.pushgateway { words += [.text("--gateway"), JSONataText.template(gateway)] }
        if results.table != nil { words += [.text("--table"), .text("\(tree(context))/\(SQLJob.resultsTablePath)")] }
        return words
    }
}
