package import PipelineModel

/// A value that a task is called with.
///
/// Write literals as they are: `3`, `true`, `"text \(.windowStart)"`, `["a", "b"]`, `["key": 1]`, `nil`. The functions
/// are for values that are no literals.
public struct Argument: Sendable, TaskInputs {
    package let model: ValueModel
    package let inputs: [TaskDeclaration]
    package let places: [ValuePlace]

    init(_ model: ValueModel, inputs: [TaskDeclaration] = [], places: [ValuePlace] = []) {
        self.model = model
        self.inputs = inputs
        self.places = places
    }

    /// A truth value.
    public static func bool(_ value: Bool) -> Argument { Argument(.bool(value)) }

    /// A whole number.
    public static func int(_ value: Int) -> Argument { Argument(.int(value)) }

    /// A number with a fraction. It must be finite.
    public static func number(_ value: Double) -> Argument { Argument(.number(value)) }

    /// Text that is known now, every character of it as it stands.
    public static func string(_ text: String) -> Argument { Argument(.text(RuntimeText(text))) }

    /// Text with parts that are known when the task runs.
    public static func text(_ text: RuntimeString) -> Argument {
        Argument(.text(text.model), inputs: text.inputs, places: text.places)
    }

    /// A template in the notation of the target, such as Airflow's `{{ … }}`: an escape hatch that nothing checks.
    public static func template(_ template: String) -> Argument { Argument(.template(template)) }

    /// A span of time: Python's `timedelta`.
    public static func duration(_ duration: Duration) -> Argument { Argument(.seconds(duration.wholeSeconds)) }

    /// A list.
    public static func list(_ items: [Argument]) -> Argument {
        Argument(.list(items.map(\.model)), inputs: items.flatMap(\.inputs), places: items.places)
    }

    /// A dictionary, in the order in which it is written.
    public static func dict(_ entries: Arguments) -> Argument {
        Argument(.dictionary(entries.models), inputs: entries.inputs, places: entries.places)
    }

    /// What another task has left, as it is and not as text; using it also means waiting for that task.
    public static func result(of task: some PipelineTask) -> Argument { result(of: task.declaration) }

    /// What another task has left, by its typed result.
    public static func result<Value>(_ result: TaskResult<Value>) -> Argument { Self.result(of: result.producer) }

    private static func result(of task: TaskDeclaration) -> Argument {
        Argument(.result(task: .declared(task.identity)), inputs: [task])
    }

    /// Something that Python imports by its path, such as `airflow.sdk.TriggerRule`.
    public static func reference(_ path: Name) -> Argument { Argument(.reference(path.description)) }

    /// An object, made by calling a class that Python imports by its path with these keyword arguments.
    public static func object(_ path: Name, _ arguments: Arguments = [:]) -> Argument {
        Argument(.call(path.description, arguments.models), inputs: arguments.inputs, places: arguments.places)
    }
}

extension Argument: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByNilLiteral, ExpressibleByStringInterpolation, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    /// A truth value.
    public init(booleanLiteral value: Bool) { self = .bool(value) }

    /// A whole number.
    public init(integerLiteral value: Int) { self = .int(value) }

    /// A number with a fraction.
    public init(floatLiteral value: Double) { self = .number(value) }

    /// Nothing: Python's `None`.
    public init(nilLiteral: ()) { self.init(.none) }

    /// Text that is known now.
    public init(stringLiteral text: String) { self = .string(text) }

    /// Text with parts for later.
    public init(stringInterpolation text: RuntimeString.StringInterpolation) {
        self = .text(RuntimeString(stringInterpolation: text))
    }

    /// A list.
    public init(arrayLiteral items: Argument...) { self = .list(items) }

    /// A dictionary, in the order in which it is written.
    public init(dictionaryLiteral entries: (Name, Argument)...) {
        self.init(
            .dictionary(entries.map { ValueModel.Entry($0.0.description, $0.1.model) }),
            inputs: entries.flatMap(\.1.inputs), places: entries.flatMap(\.1.places))
    }
}
