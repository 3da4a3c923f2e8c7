import CodeModels
import PipelineModel

/// Policies as arguments that every operator takes.
enum TaskArguments {
    static func of(_ policies: TaskPolicies, _ context: OperatorContext) -> CallArguments {
        var arguments = CallArguments()
        if let retry = policies.retry {
            arguments.add("retries", retry.count)
            if retry.count > 0 {
                arguments.add("retry_delay", seconds: retry.delay)
                if retry.growth == .exponential {
                    arguments.add("retry_exponential_backoff", context.dialect.exponentialGrowth)
                    arguments.add("max_retry_delay", seconds: retry.cap)
                }
            }
        }
        arguments.add("execution_timeout", seconds: policies.timeout)
        arguments.add("pool", policies.pool?.name)
        arguments.add("pool_slots", policies.pool.flatMap { $0.slots == 1 ? nil : $0.slots })
        arguments.add("priority_weight", policies.priority)
        arguments.add("queue", policies.queue)
        arguments.add("executor", policies.executor)
        arguments.add(
            "executor_config",
            policies.podTemplate.map { .dict([.pair(.string("pod_template_file"), .string($0))]) })
        arguments.add("depends_on_past", policies.dependsOnPast.map { .bool($0) })
        arguments.add("max_active_tis_per_dag", policies.maximumActive)
        arguments.add(NotifierCalls.arguments(policies.notifications, context))
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
        arguments.add(TaskArguments.of(pipeline.defaults, context))
        if context.dialect.version == .v2 { arguments.add("sla", seconds: pipeline.deadline?.limit) }
        return arguments.list.compactMap { argument in
            guard case .keyword(let name, let value) = argument else { return nil }
            return .pair(.string(name.text), value)
        }
    }
}
