import CodeModels

/// What a state asks of a service: https://docs.aws.amazon.com/step-functions/latest/dg/integrate-services.html
struct ServiceCall: Equatable, Sendable {
    enum Pattern: String, Hashable, Sendable {
        /// Goes on when the service has answered.
        case answered = ""
        /// Goes on when what was started has ended.
        case ended = ".sync"
        /// The same, of an execution whose output is read as JSON.
        case endedWithOutput = ".sync:2"
        /// Goes on when somebody sends back the token of the state.
        case token = ".waitForTaskToken"
    }

    /// Such as `glue`.
    let service: String
    /// Such as `startJobRun`.
    let action: String
    let pattern: Pattern
    let arguments: JSONataTemplate
    /// What the role of the machine must be allowed so that the state can do its work.
    let permissions: [Permission]

    var resource: String { "arn:aws:states:::\(service):\(action)\(pattern.rawValue)" }
}

/// Actions on resources that a role is allowed.
struct Permission: Equatable, Sendable {
    let actions: [String]
    /// ARNs, in which `*` stands for any text.
    let resources: [String]
    /// The service that may be handed a role.
    var passedTo: String?

    init(_ actions: [String], on resources: [String], passedTo: String? = nil) {
        self.actions = actions
        self.resources = resources
        self.passedTo = passedTo
    }
}
