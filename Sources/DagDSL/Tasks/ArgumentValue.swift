/// A value of Swift that tasks can be called with and repeated for: a text, a number, a truth value, or a list of them.
///
/// A literal needs none of this; it is for constants, parameters and results of `map`: `.list(depots)`.
public protocol ArgumentValue: Sendable {
    /// The value as it reaches the task.
    var argument: Argument { get }
}

extension String: ArgumentValue {
    /// Text that is known now, every character of it as it stands.
    public var argument: Argument { .string(self) }
}

extension Int: ArgumentValue {
    /// A whole number.
    public var argument: Argument { .int(self) }
}

extension Double: ArgumentValue {
    /// A number with a fraction. It must be finite.
    public var argument: Argument { .number(self) }
}

extension Bool: ArgumentValue {
    /// A truth value.
    public var argument: Argument { .bool(self) }
}

extension Name: ArgumentValue {
    /// The characters of the name.
    public var argument: Argument { .string(description) }
}

extension Array: ArgumentValue where Element: ArgumentValue {
    /// A list.
    public var argument: Argument { .list(map(\.argument)) }
}

// A literal such as `["day \(.windowStart)"]` could be a list of texts, too, and would then hold no value of the run:
// Swift takes these functions only where no list of arguments can be meant.

extension Argument {
    /// A list of values that are no literals.
    @_disfavoredOverload
    public static func list<Value: ArgumentValue>(_ items: [Value]) -> Argument { items.argument }
}

extension Items {
    /// Values that are known now and no literals: `.list(depots)`, `.list(years.map { $0 + 1 })`.
    @_disfavoredOverload
    public static func list<Value: ArgumentValue>(_ items: [Value]) -> Items { list(items.map(\.argument)) }
}
