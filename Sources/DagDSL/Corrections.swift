// What Airflow, or Swift, says otherwise. Nothing of this compiles where it is used: the messages are what it is for.

// MARK: Texts in place of values

@available(
    *, unavailable,
    message: "say what it means: .daily(at: \"02:00\", in: .utc), or .cron(\"0 2 * * *\", in: .utc)"
)
extension Schedule: ExpressibleByStringLiteral {
    /// A text says neither the zone nor what a run covers.
    public init(stringLiteral text: StaticString) { neverCompiled() }
}

@available(
    *, unavailable,
    message:
        "declare it once: `extension Connection { static let gateway = Connection(\"gateway\", .http) }`; then write .gateway"
)
extension Connection: ExpressibleByStringLiteral {
    /// A text does not say what stands at the other end.
    public init(stringLiteral text: StaticString) { neverCompiled() }
}

@available(*, unavailable, message: "write .team(\"data\") or .person(\"ada\")")
extension Owner: ExpressibleByStringLiteral {
    /// A text does not say whose name it is.
    public init(stringLiteral text: StaticString) { neverCompiled() }
}

@available(*, unavailable, message: "write Day(2026, 1, 31)")
extension Day: ExpressibleByStringLiteral {
    /// A text may be read as another day elsewhere.
    public init(stringLiteral text: StaticString) { neverCompiled() }
}

// MARK: Order

/// Airflow's operator.
@available(*, unavailable, message: "write `>>>`; Swift's `>>` shifts bits and cannot be chained")
public func >> (left: some Flow, right: some Flow) -> FlowGraph { neverCompiled() }

/// Airflow's operator.
@available(*, unavailable, message: "write it the other way round, with `>>>`")
public func << (left: some Flow, right: some Flow) -> FlowGraph { neverCompiled() }

extension PipelineTask {
    /// Airflow's `set_downstream`.
    @available(*, unavailable, message: "write `a >>> b`")
    public func setDownstream(_ task: some Flow) -> FlowGraph { neverCompiled() }

    /// Airflow's `set_upstream`.
    @available(*, unavailable, message: "write `b >>> a`, the other way round")
    public func setUpstream(_ task: some Flow) -> FlowGraph { neverCompiled() }
}

extension FlowBuilder {
    /// A call that gives nothing.
    @available(*, unavailable, message: "only tasks, groups, branches and orders stand in a flow")
    public static func buildExpression(_ nothing: Void) -> FlowGraph { neverCompiled() }

    /// A name in place of what it names.
    @available(*, unavailable, message: "only tasks, groups, branches and orders stand in a flow, not their names")
    public static func buildExpression(_ text: String) -> FlowGraph { neverCompiled() }
}

// MARK: Policies

extension PipelineTask {
    /// Airflow's `retries`, without a wait.
    @available(*, unavailable, message: "say how long to wait between the tries: .retry(.fixed(3, every: .minutes(1)))")
    public func retry(_ count: Int) -> Self { neverCompiled() }

    /// Airflow's `retries`.
    @available(
        *, unavailable,
        message:
            "write .retry(.fixed(3, every: .minutes(1))), or .exponential(3, from: .minutes(1), upTo: .minutes(15))"
    )
    public func retries(_ count: Int) -> Self { neverCompiled() }

    /// Airflow's `execution_timeout`, without a unit.
    @available(*, unavailable, message: "name the unit: .timeout(.minutes(30))")
    public func timeout(_ seconds: Int) -> Self { neverCompiled() }

    /// Airflow's `execution_timeout`.
    @available(*, unavailable, renamed: "timeout(_:)")
    public func executionTimeout(_ limit: Duration) -> Self { neverCompiled() }

    /// Airflow's `pool`. (`Pool` takes no text for a pool, or `Pool("heavy")` would be one.)
    @available(
        *, unavailable,
        message: "declare it once: `extension Pool { static let heavy = Pool(\"heavy\") }`; then write .pool(.heavy)"
    )
    public func pool(_ name: Name, slots: Int = 1) -> Self { neverCompiled() }

    /// Airflow's `trigger_rule`.
    @available(*, unavailable, message: "write .always() for all_done, or .runs(when: .noneFailed) and the like")
    public func triggerRule(_ rule: String) -> Self { neverCompiled() }
}

extension TaskDefaults {
    /// Airflow's `default_args`.
    @available(*, unavailable, message: "write TaskDefaults(retry: .fixed(3, every: .minutes(1)))")
    public init(retries: Int) { neverCompiled() }
}

extension Schedule {
    /// A period without a unit of its own.
    @available(*, unavailable, message: "write .every(.minutes(5))")
    public static func every(minutes: Int) -> Schedule { neverCompiled() }

    /// A period without a unit of its own.
    @available(*, unavailable, message: "write .every(.hours(6))")
    public static func every(hours: Int) -> Schedule { neverCompiled() }
}

// MARK: Mapping and results

extension PipelineTask {
    /// A list of Swift's.
    @available(*, unavailable, message: "write .mapped(over: .list([\"eu\", \"us\"]))")
    public func mapped(over items: [Argument], atMost limit: Int? = nil) -> Self { neverCompiled() }

    /// A list of Swift's, by its name.
    @available(*, unavailable, message: "write .mapped(over: .list(…)) around it")
    @_disfavoredOverload
    public func mapped<Value: ArgumentValue>(over items: [Value], atMost limit: Int? = nil) -> Self { neverCompiled() }

    /// A task in place of its result.
    @available(*, unavailable, message: "write .mapped(over: .result(of: task))")
    public func mapped(over task: some PipelineTask, atMost limit: Int? = nil) -> Self { neverCompiled() }

    /// Airflow's `expand`.
    @available(
        *, unavailable, message: "write .mapped(over: .list([\"eu\", \"us\"])), and \\(.item) where the item goes"
    )
    public func expand(_ items: Argument...) -> Self { neverCompiled() }
}

// MARK: Inside texts

extension Name.StringInterpolation {
    /// A text that was computed.
    @available(
        *, unavailable,
        message:
            "a name is made of literals, so that people find it in the source: loop over names, as in `let tables: [Name] = [\"orders\", \"refunds\"]`"
    )
    public mutating func appendInterpolation(_ text: String) { neverCompiled() }

    /// A number that was computed.
    @available(
        *, unavailable,
        message:
            "a name is made of literals, so that people find it in the source: loop over names, as in `let hours: [Name] = [\"00\", \"12\"]`"
    )
    public mutating func appendInterpolation(_ number: Int) { neverCompiled() }
}

extension RuntimeString.StringInterpolation {
    /// A text that was computed.
    @available(
        *, unavailable,
        message:
            "a text holds literals, names and values of the run such as \\(.windowStart): make the constant a `Name`"
    )
    public mutating func appendInterpolation(_ text: String) { neverCompiled() }
}

extension RuntimeValue {
    /// Airflow's `ds`.
    @available(*, unavailable, message: "write \\(.windowStart): the first instant of the data that the run is about")
    public static var ds: RuntimeValue { neverCompiled() }

    /// Airflow 2's `execution_date`.
    @available(*, unavailable, renamed: "logicalDate")
    public static var executionDate: RuntimeValue { neverCompiled() }

    /// Airflow's `data_interval_start`.
    @available(*, unavailable, renamed: "windowStart")
    public static var dataIntervalStart: RuntimeValue { neverCompiled() }

    /// Airflow's `data_interval_end`.
    @available(*, unavailable, renamed: "windowEnd")
    public static var dataIntervalEnd: RuntimeValue { neverCompiled() }
}

private func neverCompiled() -> Never { preconditionFailure("what is not available is called nowhere") }
