import CodeModels

/// A state machine in the Amazon States Language, with JSONata: https://states-language.net
struct MachineModel: Equatable, Sendable {
    /// What people read about it.
    let comment: String
    /// Seconds after which an execution is ended.
    let timeout: Int
    let flow: MachineFlow
}

/// States of one level: of a machine, of a branch, or of what is repeated for each item.
struct MachineFlow: Equatable, Sendable {
    /// The name of the first.
    let start: String
    /// In the order in which they are met, each name once in the whole machine.
    let states: [MachineState]
}

/// A state and its name, of at most 80 characters.
struct MachineState: Equatable, Sendable {
    var name: String
    var action: Action
    /// What people read about it.
    var comment: String?
    /// What it hands on; nil is its result.
    var output: JSONataTemplate?
    /// Variables that it sets for all states after it and in them.
    var assigns: [Assignment] = []

    init(_ name: String, _ action: Action, output: JSONataTemplate? = nil) {
        self.name = name
        self.action = action
        self.output = output
    }

    indirect enum Action: Equatable, Sendable {
        case pass(next: Transition)
        case task(TaskState, next: Transition)
        /// `output` and `assigns` are those of the way that no rule takes.
        case choice([ChoiceRule], otherwise: String)
        case parallel([MachineFlow], arguments: JSONataTemplate?, robustness: Robustness, next: Transition)
        case map(MapState, next: Transition)
        /// Until a moment in ISO 8601.
        case waitUntil(JSONataTemplate, next: Transition)
        /// So many seconds.
        case waitFor(JSONataTemplate, next: Transition)
        case succeed
        case fail(error: JSONataTemplate, cause: JSONataTemplate)
    }

    struct Assignment: Equatable, Sendable {
        let variable: String
        let value: JSONataTemplate
    }

    /// The states of its level to which it may lead.
    var targets: [String] {
        switch action {
        case .task(let task, let next): next.targets + task.robustness.catchers.map(\.next)
        case .parallel(_, _, let robustness, let next): next.targets + robustness.catchers.map(\.next)
        case .map(let map, let next): next.targets + map.robustness.catchers.map(\.next)
        case .pass(let next), .waitUntil(_, let next), .waitFor(_, let next): next.targets
        case .choice(let rules, let otherwise): rules.map(\.next) + [otherwise]
        case .succeed, .fail: []
        }
    }
}

/// Where a state leads.
enum Transition: Equatable, Sendable {
    case to(String)
    /// It is the last of its level.
    case end

    fileprivate var targets: [String] {
        switch self {
        case .to(let name): [name]
        case .end: []
        }
    }
}

struct ChoiceRule: Equatable, Sendable {
    let condition: JSONataExpression
    let next: String
    var output: JSONataTemplate?
}

/// A state that has a service do something.
struct TaskState: Equatable, Sendable {
    let call: ServiceCall
    var robustness = Robustness()
}

/// What becomes of errors, and how long a try may take.
struct Robustness: Equatable, Sendable {
    var retriers: [Retrier] = []
    var catchers: [Catcher] = []
    /// Seconds for one try.
    var timeout: Int?
    /// Seconds without a sign of life after which a try has failed.
    var heartbeat: Int?
}

/// https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
struct Retrier: Equatable, Sendable {
    let errors: [String]
    /// Seconds before the first retry, at least 1.
    let interval: Int
    /// Retries, without the first try.
    let attempts: Int
    /// By what each wait is longer than the one before.
    let backoff: Int
    /// What it is where a definition does not say it.
    static let usualBackoff = 2
    /// Seconds that no wait exceeds.
    var maximumDelay: Int?
    /// Whether each wait is drawn between nothing and its length, so that many do not come back at once.
    var hasJitter = false
}

struct Catcher: Equatable, Sendable {
    let errors: [String]
    let output: JSONataTemplate
    let next: String
}

/// States that are repeated for each item of a list.
struct MapState: Equatable, Sendable {
    /// The list.
    let items: JSONataTemplate
    /// What each repetition is given.
    let selector: JSONataTemplate
    /// How many repetitions run at once; nil is as many as there can be.
    var concurrency: Int?
    /// Whether each repetition is an execution of its own, with a history of its own.
    var isDistributed = false
    let flow: MachineFlow
    var robustness = Robustness()
}
