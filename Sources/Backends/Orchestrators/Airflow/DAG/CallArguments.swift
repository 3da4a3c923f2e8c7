import CodeModels
import PipelineModel

/// The keyword arguments of a call, in the order in which they are added.
struct CallArguments {
    private(set) var list: [PythonArgument] = []

    /// Adds all arguments of another list.
    mutating func add(_ others: CallArguments) {
        list += others.list
    }

    /// Adds nothing for a value that is missing: the callee's default holds.
    mutating func add(_ name: PythonIdentifier, _ value: PythonExpression?) {
        if let value { list.append(.keyword(name, value)) }
    }

    mutating func add(_ name: PythonIdentifier, _ text: String?) {
        add(name, text.map { .string($0) })
    }

    /// Text for a field that Airflow renders; it comes out as it stands here.
    mutating func add(_ name: PythonIdentifier, literal text: String?, avoiding endings: [String] = []) {
        add(name, text.map { .string(JinjaText.literal($0, avoiding: endings)) })
    }

    mutating func add(_ name: PythonIdentifier, _ number: Int?) {
        add(name, number.map { .int($0) })
    }

    /// Lists are left out when they are empty.
    mutating func add(_ name: PythonIdentifier, _ items: [PythonExpression]) {
        if !items.isEmpty { add(name, .list(items)) }
    }

    mutating func add(_ name: PythonIdentifier, _ text: RuntimeText?, avoiding endings: [String] = []) {
        add(name, text.map { JinjaText.python($0, avoiding: endings) })
    }

    /// Flags are left out when they are what the callee does anyway.
    mutating func add(_ name: PythonIdentifier, ifTrue flag: Bool) {
        if flag { add(name, .bool(true)) }
    }

    mutating func add(_ name: PythonIdentifier, _ items: [PythonDictItem]) {
        if !items.isEmpty { add(name, .dict(items)) }
    }

    mutating func add(_ name: PythonIdentifier, seconds: Int?) {
        add(name, seconds.map(PythonExpression.timedelta))
    }
}

extension PythonExpression {
    /// Text for a field that Airflow renders; it comes out as it stands here.
    static func literal(_ text: String, avoiding endings: [String] = []) -> PythonExpression {
        .string(JinjaText.literal(text, avoiding: endings))
    }

    /// A time of the clock in a zone: `pendulum.datetime(…)`.
    static func moment(_ day: CalendarDate, hour: Int = 0, minute: Int = 0, _ zone: String) -> PythonExpression {
        let time = hour == 0 && minute == 0 ? [] : minute == 0 ? [hour] : [hour, minute]
        return pendulum([day.year, day.month, day.day] + time, zone)
    }

    /// The last second of a day: Airflow starts runs up to an end, and the last day is covered as a whole.
    static func endOfDay(_ day: CalendarDate, _ zone: String) -> PythonExpression {
        pendulum([day.year, day.month, day.day, 23, 59, 59], zone)
    }

    private static func pendulum(_ parts: [Int], _ zone: String) -> PythonExpression {
        .call(
            .attribute(.importedModule("pendulum"), "datetime"),
            parts.map { .positional(.int($0)) } + [.keyword("tz", .string(zone))])
    }

    /// `timedelta(…)` in the largest unit that says it in whole numbers.
    static func timedelta(_ seconds: Int) -> PythonExpression {
        let units: [(PythonIdentifier, Int)] = [("days", 86_400), ("hours", 3600), ("minutes", 60), ("seconds", 1)]
        let unit = units.first { seconds != 0 && seconds % $0.1 == 0 } ?? ("seconds", 1)
        return .call(.imported("datetime", "timedelta"), [.keyword(unit.0, .int(seconds / unit.1))])
    }
}
