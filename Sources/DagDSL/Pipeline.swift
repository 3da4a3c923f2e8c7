/// A pipeline: what runs, in which order, when, and whose it is.
///
/// Conform a structure to it in a file of its own; nothing has to be registered. The properties are values: they
/// read no clock, file or network, so that the same source always gives the same pipeline.
public protocol Pipeline: PipelineDeclaration {
    /// What ``flow`` returns.
    associatedtype Body: Flow

    /// The name that schedulers know it by.
    var id: PipelineID { get }
    /// When it runs, and which window of data a run covers.
    var schedule: Schedule { get }
    /// Who answers for it.
    var owner: Owner { get }
    /// The tasks and their order.
    @FlowBuilder var flow: Body { get }

    /// What people read instead of the id.
    var title: String? { get }
    /// What it is for, in a sentence or two.
    var summary: String { get }
    /// Explains it where people look at its runs, in Markdown; by default what stands in `///` above its declaration.
    var documentation: String? { get }
    /// The first day that it covers; by default the project's. ``Day/unbounded`` names none.
    var start: Day? { get }
    /// The time on the clock at which its first day begins, in the zone of the schedule; by default midnight.
    var startTime: TimeOfDay? { get }
    /// The last day that it covers, if it ends.
    var end: Day? { get }
    /// Whether windows that passed before the first deployment are run too. By default they are not.
    var catchUp: Bool { get }
    /// How many runs may be active at once; by default as many as the scheduler allows.
    var maximumActiveRuns: Int? { get }
    /// How many tasks of all its runs may be active at once.
    var maximumActiveTasks: Int? { get }
    /// The time after which a run counts as failed.
    var runTimeout: Duration? { get }
    /// Words by which people filter.
    var tags: [Name] { get }
    /// What every task does unless it says otherwise.
    var defaults: TaskDefaults { get }
    /// Who hears about the end of a run.
    var notifications: [Notification] { get }
    /// What failures mean for the rest of a run, where tasks do not say it.
    var criticality: Criticality? { get }
    /// Warnings that somebody has looked at and found right to leave.
    var suppressions: [Suppression] { get }
    /// When a run should have ended, and who hears when it has not.
    var deadline: Deadline? { get }
    /// What whoever starts a run may choose.
    var params: [Param] { get }
    /// Whether templates give values of Python in place of text.
    var rendersNativeObjects: Bool { get }
    /// Functions of the package that texts call.
    var macros: [TemplateFunction] { get }
    /// Functions of the package that texts put values through.
    var filters: [TemplateFunction] { get }
    /// What it promises to those who use what it makes.
    var objectives: [Objective] { get }
    /// The id that it had until now, so that a plan and what was measured know it again. To schedulers it is another one.
    var renamedFrom: Name? { get }
}

extension Pipeline {
    /// By default the id is shown.
    public var title: String? { nil }
    /// By default empty.
    public var summary: String { "" }
    /// By default what stands in `///` above the declaration.
    public var documentation: String? { nil }
    /// By default the project's start.
    public var start: Day? { nil }
    /// By default midnight.
    public var startTime: TimeOfDay? { nil }
    /// By default it never ends.
    public var end: Day? { nil }
    /// By default windows of the past are left alone.
    public var catchUp: Bool { false }
    /// By default the scheduler's limit.
    public var maximumActiveRuns: Int? { nil }
    /// By default the scheduler's limit.
    public var maximumActiveTasks: Int? { nil }
    /// By default a run may take as long as it needs.
    public var runTimeout: Duration? { nil }
    /// By default none.
    public var tags: [Name] { [] }
    /// By default nothing but the scheduler's own.
    public var defaults: TaskDefaults { TaskDefaults() }
    /// By default nobody.
    public var notifications: [Notification] { [] }
    /// By default that a failure fails the run, and what does not come after it goes on.
    public var criticality: Criticality? { nil }
    /// By default none.
    public var suppressions: [Suppression] { [] }
    /// By default none.
    public var deadline: Deadline? { nil }
    /// By default nothing.
    public var params: [Param] { [] }
    /// By default text.
    public var rendersNativeObjects: Bool { false }
    /// By default none.
    public var macros: [TemplateFunction] { [] }
    /// By default none.
    public var filters: [TemplateFunction] { [] }
    /// By default what the environment's operations say of every pipeline.
    public var objectives: [Objective] { [] }
    /// By default none.
    public var renamedFrom: Name? { nil }
}

/// The properties that a pipeline may leave out, with their types as people write them.
///
/// Swift takes a stored property of the same name and another type for one of the author's own, and goes on with the
/// default. `let end = Day(2026, 1, 31)` is such a one: a `Day`, not a `Day?`.
package enum OptionalProperty {
    package static let all: [(name: String, type: Any.Type, spelling: String)] = [
        ("title", String?.self, "String?"),
        ("summary", String.self, "String"),
        ("documentation", String?.self, "String?"),
        ("start", Day?.self, "Day?"),
        ("startTime", TimeOfDay?.self, "TimeOfDay?"),
        ("end", Day?.self, "Day?"),
        ("catchUp", Bool.self, "Bool"),
        ("maximumActiveRuns", Int?.self, "Int?"),
        ("maximumActiveTasks", Int?.self, "Int?"),
        ("runTimeout", Duration?.self, "Duration?"),
        ("tags", [Name].self, "[Name]"),
        ("defaults", TaskDefaults.self, "TaskDefaults"),
        ("notifications", [Notification].self, "[Notification]"),
        ("criticality", Criticality?.self, "Criticality?"),
        ("suppressions", [Suppression].self, "[Suppression]"),
        ("deadline", Deadline?.self, "Deadline?"),
        ("params", [Param].self, "[Param]"),
        ("rendersNativeObjects", Bool.self, "Bool"),
        ("macros", [TemplateFunction].self, "[TemplateFunction]"),
        ("filters", [TemplateFunction].self, "[TemplateFunction]"),
        ("objectives", [Objective].self, "[Objective]"),
        ("renamedFrom", Name?.self, "Name?"),
    ]

    package static let named = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
}
