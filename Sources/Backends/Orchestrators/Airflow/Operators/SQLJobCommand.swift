import CodeModels
import PipelineModel
import SQLJobsBackend

/// The shell command that runs a compiled SQL job, and the variables through which it reaches its engines.
struct SQLJobCommand {
    let context: OperatorContext

    /// Runs `job` of `task`; the window of the run is what it covers, if it has one and its texts do not say what it is.
    func call(
        _ job: SQLJob.Verb, of task: TaskModel, engines: [EngineModel], connections: [String] = [],
        texts: [RuntimeText] = [], options: String = ""
    ) -> OperatorCall {
        var command = "\(runner) \(job.rawValue) \(SQLJob.path(job, pipeline: context.pipeline.id, task: task.path))"
        let hasWindow = !context.pipeline.schedule.isPartitioned || task.isAboutWindow
        if job.looksAtWindow, hasWindow {
            command += " --from '\(context.template(.windowStart))' --to '\(context.template(.windowEnd))'"
        }
        if job != .run { command += places(of: task) + options }
        let own = SQLJob.values(in: texts).map { (name: $0.variable, value: JinjaText.python($0.value)) }
        let result = job == .run ? [] : [KeptResult.item]
        return .bash(
            command, in: context.environment.airflow.tree,
            environment: variables(of: engines + (job == .run ? [] : resultEngines), connections) + own + result)
    }

    var runner: String { "\(ShellWord.render(context.environment.data.python)) \(SQLJob.runnerPath)" }

    /// Where the result of a task goes, and which run it is of, by variables that Airflow gives every command.
    ///
    /// Source: `context_to_airflow_vars` of Airflow 2.11 and 3.3, which knows no index of a mapped task.
    func places(of task: TaskModel) -> String {
        var options = " --run \"$AIRFLOW_CTX_DAG_RUN_ID\" --try \"$AIRFLOW_CTX_TRY_NUMBER\""
        if task.mapping != nil || task.groupItems != nil { options += " --instance '{{ ti.map_index }}'" }
        guard let results = context.environment.data.results else { return options }
        options += " --results \(ShellWord.render(results.folder))"
        if let address = results.address { options += " --address \(ShellWord.literal(address))" }
        if let gateway = results.pushgateway { options += " --gateway \(ShellWord.render(gateway))" }
        if results.table != nil { options += " --table \(SQLJob.resultsTablePath)" }
        return options
    }

    /// The engine of the table that results also go into.
    var resultEngines: [EngineModel] {
        context.environment.data.results?.table.map { [context.store($0.store).engine] } ?? []
    }

    func variables(
        of engines: [EngineModel], _ connections: [String] = []
    ) -> [(name: String, value: PythonExpression)] {
        var variables = connections.map(variable(ofConnection:))
        for engine in engines {
            if let connection = engine.connection { variables.append(variable(ofConnection: connection)) }
            for name in engine.location?.variables ?? [] {
                variables.append((SQLJob.variable(named: name), .string("{{ \(JinjaText.variable(name)) }}")))
            }
        }
        var seen: Set<String> = []
        return variables.filter { seen.insert($0.name).inserted }
    }
}

extension SQLJobCommand {
    private func variable(ofConnection id: String) -> (name: String, value: PythonExpression) {
        (SQLJob.variable(ofConnection: id), .string(JinjaText.uri(ofConnection: id)))
    }
}

extension TaskModel {
    /// Whether the job runner runs it and writes its result where reports find it.
    func leavesResult(in environment: EnvironmentModel) -> Bool {
        switch kind.facts.engine {
        case .jobRunner: true
        case .store(let name): kind.facts.checksData && environment.store(named: name)?.engine.connection == nil
        case .orchestrator, .spark, .dbt: false
        }
    }

    /// Whether the rows that it looks at depend on the window of the run.
    fileprivate var isAboutWindow: Bool {
        if case .quality(let check) = kind, check.rules.contains(where: \.isAboutAge) { return true }
        return kind.facts.windowUse == .rows
    }
}

extension QualityRule {
    fileprivate var isAboutAge: Bool {
        if case .freshness = test { true } else { false }
    }
}

extension OperatorCall {
    static func qualityJob(_ task: TaskModel, _ context: OperatorContext) -> OperatorCall {
        guard case .quality(let check) = task.kind else { preconditionFailure("only quality checks are quality jobs") }
        let engines = check.stores.map { context.store($0).engine }
        return SQLJobCommand(context: context).call(.quality, of: task, engines: engines, texts: check.completedTexts)
    }

    static func watch(_ task: TaskModel, _ watch: WatchModel, _ context: OperatorContext) -> OperatorCall {
        SQLJobCommand(context: context).call(
            watch.verb, of: task, engines: watch.stores.map { context.store($0).engine },
            connections: watch.connections, texts: watch.completedTexts)
    }

    static func reconciliation(
        _ task: TaskModel, _ comparison: ReconciliationModel, _ context: OperatorContext
    ) -> OperatorCall {
        let engines = [comparison.speed, comparison.batch].map { context.store($0.store).engine }
        return SQLJobCommand(context: context)
            .call(.reconcile, of: task, engines: engines, options: repair(comparison, context) ?? "")
    }

    /// What clears the task that wrote the batch layer in the same run, and all after it, so that they run again.
    ///
    /// Runs that updates of datasets have started have no logical date by which Airflow would find them.
    private static func repair(_ comparison: ReconciliationModel, _ context: OperatorContext) -> String? {
        let schedule = context.pipeline.schedule
        guard !schedule.isStartedByUpdates, !schedule.isPartitioned,
            let writer = context.writers[comparison.batch.uri]
        else { return nil }
        let pattern = writer.replacing(".", with: "\\.")
        let run = "$AIRFLOW_CTX_LOGICAL_DATE"
        return " --repair \"airflow tasks clear --task-regex '^\(pattern)$' --downstream"
            + " --start-date \(run) --end-date \(run) --yes \(context.pipeline.id)\""
    }

    /// A server's own hook runs the query; an engine inside the process needs the job runner.
    static func sqlCheck(_ task: TaskModel, _ check: SQLCheckModel, _ context: OperatorContext) -> OperatorCall {
        let engine = context.store(check.store).engine
        guard let connection = engine.connection else {
            return SQLJobCommand(context: context)
                .call(.quality, of: task, engines: [engine], texts: [check.sql])
        }
        var call = OperatorCall(
            "airflow.providers.common.sql.operators.sql", "SQLCheckOperator", filesEndIn: [".hql", ".sql"])
        call.arguments.add("conn_id", connection)
        call.arguments.add("sql", check.sql, avoiding: call.fileEndings)
        return call
    }

    /// The results of checks lie where they were written; those of other tasks go through variables of the shell, where
    /// no character of them is read as code.
    static func report(_ task: TaskModel, _ report: QualityReportModel, _ context: OperatorContext) -> OperatorCall {
        let job = SQLJobCommand(context: context)
        var command = "\(job.runner) report --dag \(context.pipeline.id) --task \(task.path)"
        command += job.places(of: task) + " --states \"$TASK_STATES\""
        var variables = job.variables(of: job.resultEngines)
        let states = context.dialect.states(ofTasks: report.sources)
        variables.append((name: "TASK_STATES", value: .string(states)))
        let names = resultVariables(of: report.sources)
        for (source, variable) in zip(report.sources, names) {
            command += " --of \(source)"
            guard !context.resultWriters.contains(source) else { continue }
            command += " --value \(source)=\"$\(variable)\""
            variables.append((variable, .string(JinjaText.result(ofTask: source))))
        }
        variables.append(KeptResult.item)
        return .bash(command, in: context.environment.airflow.tree, environment: variables)
    }

    /// A variable for each task, with a number where ids that differ in `-`, `_` and `.` only would share one.
    private static func resultVariables(of tasks: [String]) -> [String] {
        var taken: Set<String> = []
        return tasks.map { task in
            let name = "RESULT_" + SQLJob.variable(named: task)
            let numbered = (2...).lazy.map { "\(name)_\($0)" }
            let free = taken.contains(name) ? numbered.first { !taken.contains($0) } ?? name : name
            taken.insert(free)
            return free
        }
    }
}
