import CodeModels
import PipelineModel
import SQLJobsBackend

/// The shell command that runs a compiled SQL job, and the variables through which it reaches its engines.
struct SQLJobCommand {
    let context: OperatorContext

    /// Runs `job` of `task`; the window of the run is what it covers, if it has one and its texts do not say what it is.
    func call(
        _ job: SQLJob.Verb, of task: TaskModel, engines: [EngineModel], texts: [RuntimeText] = []
    ) -> OperatorCall {
        var command = "\(runner) \(job.rawValue) \(SQLJob.path(job, pipeline: context.pipeline.id, task: task.path))"
        let hasWindow = !context.pipeline.schedule.isPartitioned || task.isAboutWindow
        if job != .run, hasWindow {
            command += " --from '\(context.template(.windowStart))' --to '\(context.template(.windowEnd))'"
        }
        let own = SQLJob.values(in: texts).map { (name: $0.variable, value: JinjaText.python($0.value)) }
        return .bash(command, in: context.environment.airflow.tree, environment: variables(of: engines) + own)
    }

    var runner: String { "\(ShellWord.render(context.environment.data.python)) \(SQLJob.runnerPath)" }

    private func variables(of engines: [EngineModel]) -> [(name: String, value: PythonExpression)] {
        var variables: [(name: String, value: PythonExpression)] = []
        for engine in engines {
            if let connection = engine.connection {
                let uri = PythonExpression.string(JinjaText.uri(ofConnection: connection))
                variables.append((SQLJob.variable(ofConnection: connection), uri))
            }
            for name in engine.location?.variables ?? [] {
                variables.append((SQLJob.variable(named: name), .string("{{ \(JinjaText.variable(name)) }}")))
            }
        }
        var seen: Set<String> = []
        return variables.filter { seen.insert($0.name).inserted }
    }
}

extension TaskModel {
    /// Whether the rows that it looks at depend on the window of the run.
    fileprivate var isAboutWindow: Bool {
        switch kind {
        case .quality(let check):
            check.timeColumn != nil
                || check.rules.contains { if case .freshness = $0 { true } else { false } }
        case .sqlCheck: false
        default: true
        }
    }
}

extension OperatorCall {
    static func qualityJob(_ task: TaskModel, _ context: OperatorContext) -> OperatorCall {
        guard case .quality(let check) = task.kind else { preconditionFailure("only quality checks are quality jobs") }
        return SQLJobCommand(context: context)
            .call(.quality, of: task, engines: [context.store(check.dataset.store).engine])
    }

    static func reconciliation(
        _ task: TaskModel, _ comparison: ReconciliationModel, _ context: OperatorContext
    ) -> OperatorCall {
        let engines = [comparison.speed, comparison.batch].map { context.store($0.store).engine }
        return SQLJobCommand(context: context).call(.reconcile, of: task, engines: engines)
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

    /// The results of tasks go through variables of the shell, where no character of them is read as code.
    static func report(_ report: QualityReportModel, _ context: OperatorContext) -> OperatorCall {
        var command = "\(SQLJobCommand(context: context).runner) report --title \(context.pipeline.id)"
        command += " --states \"$TASK_STATES\""
        let states = context.dialect.states(ofTasks: report.sources)
        var variables = [(name: "TASK_STATES", value: PythonExpression.string(states))]
        for source in report.sources {
            let variable = "RESULT_" + SQLJob.variable(named: source)
            command += " --result \(source)=\"$\(variable)\""
            variables.append((variable, .string(JinjaText.result(ofTask: source))))
        }
        return .bash(command, in: context.environment.airflow.tree, environment: variables)
    }
}
