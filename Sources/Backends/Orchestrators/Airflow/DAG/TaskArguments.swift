import CodeModels
import PipelineModel

/// Policies as arguments that every operator takes.
enum TaskArguments {
    static func of(_ task: TaskModel, _ context: OperatorContext) -> CallArguments {
        let work = ErrorRetryPolicy.Work(task, in: context.environment)
        let inherited = context.pipeline.defaults.retry
        var arguments = retry(task.policies.retry, work, context)
        takeBack(inherited, for: task.policies.retry, context, &arguments)
        if task.policies.retry == nil, work != .any, let policy = ErrorRetryPolicy(inherited, work) {
            arguments.add("retry_policy", .name(context.names[.retryPolicy(policy)]))
        } else if let own = task.policies.retry, own.classes == nil, inherited?.classes != nil {
            arguments.add("retry_policy", PythonExpression.none)
        }
        let keeps = KeptResult.isNeeded(for: task, in: context.environment)
        arguments.add(
            of(
                task.policies, inPlaceOf: context.pipeline.defaults, afterFailures: keeps ? KeptResult.name : nil,
                context)
        )
        return arguments
    }

    /// What every task does by default.
    static func ofDefaults(_ policies: TaskPolicies, _ context: OperatorContext) -> CallArguments {
        var arguments = retry(policies.retry, .any, context)
        arguments.add(of(policies, context))
        return arguments
    }

    private static func retry(
        _ retry: RetryModel?, _ work: ErrorRetryPolicy.Work, _ context: OperatorContext
    ) -> CallArguments {
        var arguments = CallArguments()
        guard let retry else { return arguments }
        arguments.add("retries", retry.count)
        guard retry.count > 0 else { return arguments }
        if let policy = ErrorRetryPolicy(retry, work) {
            arguments.add("retry_policy", .name(context.names[.retryPolicy(policy)]))
            return arguments
        }
        arguments.add("retry_delay", seconds: retry.delay)
        switch retry.growth {
        case .linear where retry.count > 1:
            // Doubled waits up to the longest linear one: none is shorter than asked for.
            arguments.add("retry_exponential_backoff", context.dialect.exponentialGrowth)
            arguments.add("max_retry_delay", seconds: retry.waits.last)
        case .exponential:
            arguments.add("retry_exponential_backoff", context.dialect.exponentialGrowth)
            arguments.add("max_retry_delay", seconds: retry.cap)
        case .fixed, .linear: break
        }
        return arguments
    }

    /// Airflow takes each argument that a task leaves out from the defaults, even when the others contradict it.
    private static func takeBack(
        _ defaults: RetryModel?, for own: RetryModel?, _ context: OperatorContext, _ arguments: inout CallArguments
    ) {
        guard let defaults, defaults.classes == nil, defaults.grows else { return }
        guard let own, own.classes == nil, own.count > 0, !own.grows else { return }
        arguments.add("retry_exponential_backoff", context.dialect.noGrowth)
    }

    private static func of(
        _ policies: TaskPolicies, inPlaceOf defaults: TaskPolicies? = nil,
        afterFailures other: PythonExpression? = nil, _ context: OperatorContext
    ) -> CallArguments {
        var arguments = CallArguments()
        arguments.add("owner", policies.owner)
        arguments.add("execution_timeout", seconds: policies.timeout)
        arguments.add("pool", policies.pool?.name)
        arguments.add("pool_slots", policies.pool.flatMap { $0.slots == 1 ? nil : $0.slots })
        arguments.add("priority_weight", policies.priority)
        arguments.add("queue", policies.queue)
        arguments.add("executor", policies.executor)
        arguments.add("executor_config", ExecutorConfiguration.expression(policies, in: context.environment))
        arguments.add("depends_on_past", policies.dependsOnPast.map { .bool($0) })
        arguments.add("max_active_tis_per_dag", policies.maximumActive)
        arguments.add(
            NotifierCalls.arguments(
                policies.notifications, inPlaceOf: defaults?.notifications, afterFailures: other, context))
        for policy in policies.cleared {
            switch policy {
            case .timeout: arguments.add("execution_timeout", PythonExpression.none)
            case .pool: arguments.add("pool", "default_pool")
            case .queue: arguments.add("queue", PythonExpression.none)
            }
        }
        return arguments
    }
}

/// `default_args` of a DAG.
enum DefaultArguments {
    static func items(of pipeline: PipelineModel, _ context: OperatorContext) -> [PythonDictItem] {
        var arguments = CallArguments()
        arguments.add("owner", pipeline.owner)
        arguments.add(TaskArguments.ofDefaults(pipeline.defaults, context))
        arguments.add("trigger_rule", pipeline.defaultRule.map(context.dialect.rule))
        if context.dialect.version == .v2 { arguments.add("sla", seconds: pipeline.deadline?.limit) }
        return arguments.list.compactMap { argument in
            guard case .keyword(let name, let value) = argument else { return nil }
            return .pair(.string(name.text), value)
        }
    }
}
