import BackendInterface
import Compiler
import Diagnostics
import PipelineModel

/// Limits of what any task may hold: values, places and policies.
extension WorkLimits {
    static func values(of task: TaskModel) -> [Limit] {
        let texts = task.kind.facts.texts.flatMap(\.allParts)
        let inputs = task.kind.facts.inputs.contains { $0.value.isBeyondMachines }
        guard texts.contains(where: \.isBeyondMachines) || inputs else { return [] }
        return [
            work(
                "holds a template, a function's value, a partition's key or a form of time that JSONata does not have",
                fix: "hand the run's times on in a plain form, and let the job do the rest")
        ]
    }

    static func items(of task: TaskModel) -> [Limit] {
        guard let mapping = task.mapping else { return [] }
        var limits: [Limit] = []
        if mapping.givesArguments == true {
            limits.append(
                work(
                    "takes all arguments of each instance from its item",
                    fix: "name the fields of the item as its arguments, or run the pipeline on an Airflow"))
        }
        if case .result = mapping.items {
        } else if mapping.items.known == nil {
            limits.append(
                work(
                    "goes through combinations of lists that only a run knows",
                    fix: "let the task before it leave one list of all combinations"))
        }
        return limits
    }

    // MARK: Places

    static func places(_ task: TaskModel, _ platform: StepFunctionsPlatform) -> [Limit] {
        var limits: [Limit] = []
        if task.runsInContainer, platform.containers == nil {
            limits.append(
                Limit(
                    "runs a command, and the environment does not say where containers run",
                    fix: "give `.stepFunctions(…, containers: FargateSetting(…))`", code: .noMachineWork))
        }
        if let region = task.region, region != platform.region {
            limits.append(
                work(
                    "calls a service in region `\(region)`, and machines call those of their own, `\(platform.region)`",
                    fix: "start a machine of that region by its ARN from a function, or move the work"))
        }
        if case .python = task.kind, let timeout = task.policies.timeout, timeout > longestCall {
            limits.append(
                work(
                    "may take \(timeout) s, and a function of Lambda has \(longestCall) s at most",
                    fix: "give it a time-out of at most 15 minutes, or let a container do it"))
        }
        return limits
    }

    /// Seconds: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
    static let longestCall = 900

    // MARK: Policies

    static func policies(of task: TaskModel) -> [Limit] {
        let policies = task.policies
        var asked: [String] = []
        if policies.pool != nil { asked.append("a pool") }
        if policies.dependsOnPast == true { asked.append("that it waits for its own run before") }
        if policies.maximumActive != nil { asked.append("a limit over all runs") }
        var idle: [String] = []
        if policies.queue != nil || policies.executor != nil || policies.podTemplate != nil || policies.workerPod != nil
        {
            idle.append("a place among Airflow's workers")
        }
        if policies.retry?.knowsExitCodes == true { idle.append("retries by exit codes") }
        if policies.priority != nil { idle.append("a priority") }
        if task.bearsFailures == true { idle.append("failures before it that are meant to be borne") }
        if policies.notifications?.isEmpty == false { idle.append("messages") }
        let without = idle.isEmpty ? [] : [FlowLimits.idle(idle)]
        guard !asked.isEmpty else { return without }
        return without + [
            Limit(
                "asks for \(asked.joined(separator: " and ")), and executions of a machine know nothing of each other",
                fix: "let one run be active at a time: `maximumActiveRuns = 1`, or run the pipeline on an Airflow",
                code: .noSharedSlots)
        ]
    }
}

extension TaskModel {
    /// Whether it is a command or container, which Fargate runs.
    var runsInContainer: Bool {
        switch kind {
        case .bash, .container, .dbt, .quality, .reconciliation, .report, .sqlCheck, .sql: true
        case .spark, .http, .empty, .branch, .gate, .httpRequest, .python, .glue, .lambda, .emrStep, .emrServerless,
            .stateMachine, .trigger, .sensor, .message, .human, .outcome, .review, .marker, .custom, .glueCrawler,
            .watch:
            false
        }
    }

    /// The region that it names.
    fileprivate var region: String? {
        switch kind {
        case .glue(let model): model.access.region
        case .lambda(let model): model.access.region
        case .emrStep(let model): model.access.region
        case .emrServerless(let model): model.access.region
        case .stateMachine(let model): model.access.region
        case .glueCrawler(let model): model.access.region
        case .quality, .spark, .dbt, .reconciliation, .report, .http, .sqlCheck, .bash, .empty, .branch, .gate, .sql,
            .httpRequest, .python, .container, .trigger, .sensor, .message, .human, .outcome, .review, .marker, .custom,
            .watch:
            nil
        }
    }
}

extension RetryModel {
    /// Services tell of a command that it has failed, and not how.
    var knowsExitCodes: Bool {
        signs?.contains { sign in
            if case .exitCode = sign.sign { true } else { false }
        } == true
    }
}

extension BashModel {
    /// Whether its shell is set up in another way than that of every command.
    var asksForMore: Bool {
        variables?.isEmpty == false || hidesWorkerVariables == true || folder != nil || skipStatuses != nil
    }
}
