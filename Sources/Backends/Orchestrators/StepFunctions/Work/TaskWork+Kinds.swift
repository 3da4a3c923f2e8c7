import CodeModels
import PipelineModel

extension TaskWork {
    /// What the states of a task do. A checked project has no kind of which ``WorkLimits`` tells a limit.
    static func of(_ task: TaskModel, _ context: WorkContext) -> TaskWork {
        switch task.kind {
        case .empty, .marker: .computed([.init(RunRecord.Key.state, EndState.success.expression)])
        case .branch(let branch): .branch(branch)
        case .gate(let gate): .gate(gate)
        case .outcome(let outcome): .outcome(outcome)
        case .glue(let job): .glue(job, context)
        case .lambda(let call): .lambda(call, context)
        case .emrStep(let step): .emrStep(step, context)
        case .emrServerless(let job): .emrServerless(job, context)
        case .spark(let job): .spark(task, job, context)
        case .stateMachine(let machine): .stateMachine(machine, context)
        case .trigger(let trigger): .pipeline(trigger, context)
        case .python(let call): .python(call, context)
        case .bash(let bash): .command(ContainerCommand(shell: bash.command), context)
        case .container(let container): .container(task, container, context)
        case .dbt(let build): .command(.dbt(build, context), context)
        case .quality(let check): .command(.quality(task, check, context), context)
        case .reconciliation: .command(.reconciliation(task, context), context)
        case .report(let report): .command(.report(task, report, context), context)
        case .sqlCheck(let check): .command(.sqlCheck(task, check, context), context)
        case .sql(let statement): .command(.statement(task, statement, context), context)
        case .message(let message): .message(message, context)
        case .human(let question): .question(question, context)
        case .review(let review): .review(review, context)
        case .sensor(let sensor): .sensor(sensor, context)
        case .http, .httpRequest, .watch, .custom, .glueCrawler:
            preconditionFailure("a checked project asks Step Functions for no such work")
        }
    }

    /// A service does it, and it succeeds when the service does.
    static func service(_ call: ServiceCall, leaving result: JSONataExpression? = nil) -> TaskWork {
        var fields = [JSONataExpression.Entry(RunRecord.Key.state, EndState.success.expression)]
        if let result { fields.append(.init(RunRecord.Key.result, result)) }
        return .service(call, record: fields)
    }
}
