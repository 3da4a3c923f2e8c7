package import PipelineModel

extension PipelineTask {
    /// Repeats a failed try.
    public func retry(_ retry: Retry) -> Self {
        changing { $0.policies.retry = retry.model }
    }

    /// Fails a try that takes longer.
    public func timeout(_ limit: Duration) -> Self {
        changing { $0.policies.timeout = limit.wholeSeconds }
    }

    /// Runs it when everything before it has ended, however it ended.
    ///
    /// A failure before it still fails the run.
    public func always() -> Self {
        changing { $0.rule = .allDone }
    }

    /// Starts it by another rule than that everything right before it has succeeded.
    public func runs(when rule: StartRule) -> Self {
        changing { $0.rule = rule.model }
    }

    /// What people read instead of the id.
    public func titled(_ title: String) -> Self {
        changing { $0.title = title }
    }

    /// Holds slots of a pool while it runs, so that not too many like it run at once.
    public func pool(_ pool: Pool, slots: Int = 1) -> Self {
        changing { $0.policies.pool = PoolUse(name: pool.name, slots: slots) }
    }

    /// Starts it earlier than tasks of lower priority that wait for the same slot.
    public func priority(_ priority: Int) -> Self {
        changing { $0.policies.priority = priority }
    }

    /// Sends it to the workers of a queue.
    public func queue(_ queue: Name) -> Self {
        changing { $0.policies.queue = queue.description }
    }

    /// Explains it where people look at its runs. Markdown.
    public func documented(_ text: String) -> Self {
        changing { $0.documentation = text }
    }
}

/// What every task of a pipeline does unless it says otherwise.
public struct TaskDefaults: Sendable {
    package var policies: TaskPolicies

    /// Nothing but what is named here is set.
    public init(retry: Retry? = nil, timeout: Duration? = nil) {
        policies = TaskPolicies()
        policies.retry = retry?.model
        policies.timeout = timeout?.wholeSeconds
    }
}
