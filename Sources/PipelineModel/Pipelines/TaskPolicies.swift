/// How a task is run, apart from what it does. A value that is missing is inherited from the pipeline's defaults.
package struct TaskPolicies: Hashable, Sendable, Codable {
    package var owner: String?
    package var retry: RetryModel?
    /// Seconds for one try.
    package var timeout: Int?
    package var pool: PoolUse?
    /// Higher starts earlier among tasks that wait for the same slot.
    package var priority: Int?
    package var queue: String?
    package var executor: String?
    /// The pod in which a Kubernetes executor runs it.
    package var podTemplate: PodTemplateUse?
    package var workerPod: WorkerPodModel?
    /// Whether it waits until the same task of the run before has succeeded.
    package var dependsOnPast: Bool?
    /// How many of it may run at once over all runs.
    package var maximumActive: Int?
    /// Nil inherits the pipeline's; an empty list is none.
    package var notifications: [NotificationModel]?
    /// Nil inherits the pipeline's.
    package var criticality: CriticalityModel?
    /// What the pipeline's defaults set and this task takes back.
    package var cleared: [ClearedPolicy] = []

    package init() {}
}

/// A default that a task can take back.
package enum ClearedPolicy: String, Hashable, Sendable, Codable {
    case timeout
    case pool
    case queue
}

/// Slots of a pool that a task holds while it runs.
package struct PoolUse: Hashable, Sendable, Codable {
    package var name: String
    package var slots: Int

    package init(name: String, slots: Int) {
        self.name = name
        self.slots = slots
    }
}

/// A message to people when a run or a task ends in some way.
package struct NotificationModel: Hashable, Sendable, Codable {
    package enum Event: String, Hashable, Sendable, Codable {
        case failed
        case succeeded
        /// Of a task: a try has failed and another follows.
        case retried
        /// Of a task: a try begins.
        case started
        /// Of a task: it was skipped while it ran.
        case skipped
        /// Of a question: a person's answer is wanted.
        case asked
    }

    package enum Channel: Hashable, Sendable, Codable {
        case slack(connection: String)
        case email(connection: String, to: [String])
        case pagerDuty(connection: String)
        /// A notifier class by its import path, and the argument that takes the words.
        case notifier(path: String, text: String, arguments: [ValueModel.Entry], connections: [String])
        /// A function of the project's Python files, which gets the context of the run.
        case function(TemplateFunctionModel)

        package var connections: [String] {
            switch self {
            case .slack(let id), .email(let id, _), .pagerDuty(let id): [id]
            case .notifier(_, _, _, let ids): ids
            case .function: []
            }
        }
    }

    package var event: Event
    package var channel: Channel
    /// Nil for words that say which pipeline, run and task it is.
    package var text: RuntimeText?

    package init(event: Event, channel: Channel, text: RuntimeText? = nil) {
        self.event = event
        self.channel = channel
        self.text = text
    }
}
