/// What every kind of task can say about itself, so that a check need not know the kinds.
package protocol KindModel: Hashable, Sendable, Codable {
    /// Visits every text that may hold something of the run. Lowering writes the paths of tasks into them.
    mutating func visitTexts(_ visit: (inout RuntimeText) -> Void)
    /// Every text that the author wrote into it. Variables are looked up in it, and secrets looked for.
    var texts: [RuntimeText] { get }
    /// Every value that it is called with. Names, results, templates and what a form cannot hold are looked for here.
    var inputs: [TaskInput] { get }
    /// The texts that a store runs as SQL.
    var statements: [RuntimeText] { get }
    /// The connections that it names itself.
    var connections: [String] { get }
    /// Those of them behind which an HTTP service stands.
    var httpConnections: [String] { get }
    /// The stores whose engine it asks.
    var stores: [String] { get }
    /// What else of the environment it cannot do without.
    var platforms: [PlatformNeed] { get }
    /// The pipelines, and tasks of them, that it starts or waits for.
    var pipelines: [PipelineReference] { get }
    /// The run, or the task of one, of the same window that it waits for.
    var awaited: PipelineReference? { get }
    /// What does its work.
    var engine: TaskEngine { get }
    /// What it uses of the run's window.
    var windowUse: WindowUse { get }
    /// Whether it looks at data that others are waiting for, and fails when they are wrong.
    var checksData: Bool { get }
    /// What it does when it does not let the run go on; nil when it always does.
    var gate: GateKind? { get }
    /// Whether what comes after it depends on more than its success.
    var choosesWay: Bool { get }
    /// Whether it leaves something that others can use.
    var leavesResult: Bool { get }
    /// What its author sets by name beside the inputs: variables of a container, settings of an engine.
    var settings: [ValueModel.Entry] { get }
    /// The numbers that its author gives.
    var numbers: [NumberModel] { get }
    /// The texts that must not be empty.
    var neededTexts: [NeededText] { get }
}

extension KindModel {
    package mutating func visitTexts(_ visit: (inout RuntimeText) -> Void) {}

    package var texts: [RuntimeText] {
        var copy = self
        var found: [RuntimeText] = []
        copy.visitTexts { found.append($0) }
        return found
    }

    package var inputs: [TaskInput] { [] }
    package var statements: [RuntimeText] { [] }
    package var connections: [String] { [] }
    package var httpConnections: [String] { [] }
    package var stores: [String] { [] }
    package var platforms: [PlatformNeed] { [] }
    package var pipelines: [PipelineReference] { [] }
    package var awaited: PipelineReference? { nil }
    package var engine: TaskEngine { .orchestrator }
    package var windowUse: WindowUse { .nothing }
    package var checksData: Bool { false }
    package var gate: GateKind? { nil }
    package var choosesWay: Bool { false }
    package var leavesResult: Bool { true }
    package var settings: [ValueModel.Entry] { [] }
    package var numbers: [NumberModel] { [] }
    package var neededTexts: [NeededText] { [] }

    /// Every value that its author gives by name.
    package var namedValues: [ValueModel.Entry] { inputs.map { ValueModel.Entry($0.name, $0.value) } + settings }
}

/// A part of an environment that is not there by itself.
package enum PlatformNeed: Hashable, Sendable, Codable {
    case spark
    case dbt
    case kubernetes
}

/// No work, so nothing to say.
package struct EmptyModel: KindModel {
    package init() {}

    package var leavesResult: Bool { false }
}
