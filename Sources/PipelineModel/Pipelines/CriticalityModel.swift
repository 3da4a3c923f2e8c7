/// What the failure of a task means for its run.
package enum CriticalityModel: Hashable, Sendable, Codable {
    /// People hear of the first try that fails.
    case critical
    /// The run goes on without it.
    case nonCritical
    /// The run waits until a person lets it go on, or not.
    case dataQuality(ReviewModel)
}

/// A person's look at data that failed a check. Who refuses, or does not answer in time, fails the task.
package struct ReviewModel: KindModel {
    /// The path of the check.
    package var task: String
    /// What is asked; nil for words that name the check.
    package var subject: String?
    /// Seconds within which an answer is expected.
    package var timeout: Int
    /// Who may answer, by user id and name; empty allows everybody.
    package var people: [ConfigurationEntry]

    package init(subject: String? = nil, timeout: Int, people: [ConfigurationEntry] = []) {
        task = ""
        self.subject = subject
        self.timeout = timeout
        self.people = people
    }

    package var gate: GateKind? { .fails }

    package var numbers: [NumberModel] { NumberModel.time("reviewedWithin", timeout) }
}

/// Ends as the run should take the end of another task, whatever state that one has itself.
package struct OutcomeModel: KindModel {
    package enum Question: Hashable, Sendable, Codable {
        /// Succeeds when the task has failed itself, and is skipped otherwise.
        case hasFailed
        /// As the task, but succeeds when it has failed: after a review, if there is one, that let the run go on.
        case isSettled(review: String?)
    }

    /// The path of the task.
    package var task: String
    package var question: Question
    /// Which instances of the task it looks at, of which one that has failed is enough; nil for a task that is there once.
    package var instances: TaskInstances?

    package init(of task: String, _ question: Question, instances: TaskInstances? = nil) {
        self.task = task
        self.question = question
        self.instances = instances
    }
}
