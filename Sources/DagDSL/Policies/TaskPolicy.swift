package import PipelineModel

extension PipelineTask {
    /// Repeats a failed try.
    public func retry(_ retry: Retry) -> Self {
        changing { $0.policies.retry = retry.model }
    }

    /// Who answers for it, where that is not the pipeline's owner.
    public func owner(_ owner: Owner) -> Self {
        changing { $0.policies.owner = owner.name }
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

    /// Lets the run succeed although a task right before this one has failed, when this one and what follows succeed.
    ///
    /// Without it, a failure that a rule such as `.oneSucceeded` or ``always()`` would hide still fails the run: dagc adds
    /// a task `watcher` for that.
    public func bearingFailures() -> Self {
        changing { $0.bearsFailures = true }
    }

    /// The id that it had until now, behind the ids of its groups of then, so that a plan and what was measured know it
    /// again. To schedulers it is another task.
    public func renamed(from id: TaskID) -> Self {
        changing { $0.renamedFrom = id.description }
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

    /// Chooses the executor that runs it, where the scheduler has several.
    public func executor(_ executor: Name) -> Self {
        changing { $0.policies.executor = executor.description }
    }

    /// Runs it in a pod of the environment, where that has a Kubernetes executor.
    public func podTemplate(_ template: PodTemplate) -> Self {
        changing { $0.policies.podTemplate = .named(template.name) }
    }

    /// Describes the pod in which a Kubernetes executor runs it, by a file that people wrote.
    ///
    /// `file` is its path where the executor runs.
    public func podTemplate(file: Name) -> Self {
        changing { $0.policies.podTemplate = .file(file.description) }
    }

    /// Changes the pod in which a Kubernetes executor runs it.
    public func workerPod(_ worker: WorkerPod) -> Self {
        changing { $0.policies.workerPod = .override(worker.pod.model) }
    }

    /// Waits until the same task of the run before has succeeded.
    public func dependsOnPast(_ depends: Bool = true) -> Self {
        changing { $0.policies.dependsOnPast = depends }
    }

    /// Lets at most `count` of it run at once, over all runs.
    public func maximumActive(_ count: Int) -> Self {
        changing { $0.policies.maximumActive = count }
    }

    /// Tells people, in place of what the pipeline's defaults say. Without any, nobody is told.
    public func notifies(_ notifications: Notification...) -> Self {
        changing { $0.policies.notifications = notifications.map(\.model) }
    }

    /// Takes the pipeline's default time-out back.
    public func withoutTimeout() -> Self { clearing(.timeout) { $0.timeout = nil } }

    /// Takes the pipeline's default pool back.
    public func withoutPool() -> Self { clearing(.pool) { $0.pool = nil } }

    /// Takes the pipeline's default queue back.
    public func withoutQueue() -> Self { clearing(.queue) { $0.queue = nil } }

    private func clearing(_ policy: ClearedPolicy, _ clear: (inout TaskPolicies) -> Void) -> Self {
        changing {
            clear(&$0.policies)
            if !$0.policies.cleared.contains(policy) { $0.policies.cleared.append(policy) }
        }
    }

    /// Explains it where people look at its runs. Markdown.
    public func documented(_ text: String) -> Self {
        changing { $0.documentation = text }
    }
}

/// What every task of a pipeline does unless it says otherwise.
public struct TaskDefaults: Sendable {
    package var policies = TaskPolicies()
    package var rule: TriggerRule?
    package var bearsFailures: Bool?

    /// Nothing but what is named here is set.
    ///
    /// - Parameter rule: when tasks start that say nothing about it. Joins behind a branch keep their own.
    public init(
        retry: Retry? = nil, timeout: Duration? = nil, pool: Pool? = nil, queue: Name? = nil, priority: Int? = nil,
        dependsOnPast: Bool? = nil, rule: StartRule? = nil, notifications: [Notification]? = nil
    ) {
        set(retry, timeout, pool, queue, priority, dependsOnPast, rule, notifications)
    }

    /// These defaults, with what is named here in place of what they say.
    public func with(
        retry: Retry? = nil, timeout: Duration? = nil, pool: Pool? = nil, queue: Name? = nil, priority: Int? = nil,
        dependsOnPast: Bool? = nil, rule: StartRule? = nil, notifications: [Notification]? = nil
    ) -> TaskDefaults {
        var copy = self
        copy.set(retry, timeout, pool, queue, priority, dependsOnPast, rule, notifications)
        return copy
    }

    /// These defaults, for a pipeline whose runs may succeed whatever its tasks' rules hide, as Airflow itself has it.
    ///
    /// See ``PipelineTask/bearingFailures()``.
    public func bearingFailures() -> TaskDefaults {
        var copy = self
        copy.bearsFailures = true
        return copy
    }

    private mutating func set(
        _ retry: Retry?, _ timeout: Duration?, _ pool: Pool?, _ queue: Name?, _ priority: Int?, _ dependsOnPast: Bool?,
        _ rule: StartRule?, _ notifications: [Notification]?
    ) {
        policies.retry = retry?.model ?? policies.retry
        policies.timeout = timeout?.wholeSeconds ?? policies.timeout
        policies.pool = pool.map { PoolUse(name: $0.name, slots: 1) } ?? policies.pool
        policies.queue = queue?.description ?? policies.queue
        policies.priority = priority ?? policies.priority
        policies.dependsOnPast = dependsOnPast ?? policies.dependsOnPast
        policies.notifications = notifications?.map(\.model) ?? policies.notifications
        self.rule = rule?.model ?? self.rule
    }
}
