/// What a run finds when it starts, and what its tasks leave: all that a task can be given and that no source says.
///
/// ```swift
/// let run = RunValues(window: "2026-11-18"..<"2026-11-19", results: ["extract": ["rows": 3]])
/// ```
public struct RunValues: Sendable {
    /// The data that the run is about. A run about a moment has a window that is empty.
    public var window: Range<Instant>?
    /// What the run was started with. A param that is missing here has its default.
    public var params: [String: GivenValue]
    /// The variables of the environment.
    public var variables: [String: String]
    /// What tasks leave, by their ids behind the ids of their groups: of a task with several instances a list.
    public var results: [String: GivenValue]
    /// What only the target knows: what a template gives, by its text without braces; what Python imports, by its path;
    /// what a function of `macros` of the pipeline gives, by its call, such as `day_before('2026-11-18')`.
    public var foreign: [String: GivenValue]
    /// The run's own id.
    public var id: String?
    /// The key of the partition that the run is about.
    public var partitionKey: String?

    /// What is not named here is missing, which a task that asks for it reports.
    public init(
        window: Range<Instant>? = nil, params: [String: GivenValue] = [:], variables: [String: String] = [:],
        results: [String: GivenValue] = [:], foreign: [String: GivenValue] = [:], id: String? = nil,
        partitionKey: String? = nil
    ) {
        self.window = window
        self.params = params
        self.variables = variables
        self.results = results
        self.foreign = foreign
        self.id = id
        self.partitionKey = partitionKey
    }
}
