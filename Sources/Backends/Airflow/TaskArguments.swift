import CodeModels
import PipelineModel

/// Policies as arguments that every operator takes.
enum TaskArguments {
    static func of(_ policies: TaskPolicies, _ dialect: AirflowDialect) -> CallArguments {
        var arguments = CallArguments()
        if let retry = policies.retry {
            arguments.add("retries", retry.count)
            if retry.count > 0 {
                arguments.add("retry_delay", seconds: retry.delay)
                if retry.growth == .exponential {
                    arguments.add("retry_exponential_backoff", dialect.exponentialGrowth)
                    arguments.add("max_retry_delay", seconds: retry.cap)
                }
            }
        }
        arguments.add("execution_timeout", seconds: policies.timeout)
        arguments.add("pool", policies.pool?.name)
        arguments.add("pool_slots", policies.pool.flatMap { $0.slots == 1 ? nil : $0.slots })
        arguments.add("priority_weight", policies.priority)
        arguments.add("queue", policies.queue)
        return arguments
    }
}

/// `default_args` of a DAG.
enum DefaultArguments {
    static func items(of pipeline: PipelineModel, _ dialect: AirflowDialect) -> [PythonDictItem] {
        var arguments = CallArguments()
        arguments.add("owner", pipeline.owner)
        arguments.add(TaskArguments.of(pipeline.defaults, dialect))
        return arguments.list.compactMap { argument in
            guard case .keyword(let name, let value) = argument else { return nil }
            return .pair(.string(name.text), value)
        }
    }
}
