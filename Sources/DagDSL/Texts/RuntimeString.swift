import Diagnostics
package import PipelineModel

/// Text with parts that are known only when a task runs: `"orders/\(.windowStart)"`.
///
/// Each target system gets the parts in its own notation, so that nobody writes `{{ }}` by hand.
public struct RuntimeString: Sendable, ExpressibleByStringInterpolation, TaskInputs {
    package let model: RuntimeText
    package let inputs: [TaskDeclaration]
    package let places: [ValuePlace]

    /// Text that is known now.
    public init(stringLiteral text: String) {
        model = RuntimeText(text)
        inputs = []
        places = []
    }

    /// Text with parts for later.
    public init(stringInterpolation text: StringInterpolation) {
        model = RuntimeText(text.parts)
        inputs = text.inputs
        places = text.places
    }

    /// Collects text and values of the run.
    public struct StringInterpolation: StringInterpolationProtocol {
        var parts: [RuntimeText.Part] = []
        var inputs: [TaskDeclaration] = []
        var places: [ValuePlace] = []

        /// Starts empty.
        public init(literalCapacity: Int, interpolationCount: Int) {}

        /// Adds text of the source.
        public mutating func appendLiteral(_ text: String) {
            if !text.isEmpty { parts.append(.literal(text)) }
        }

        /// Adds a value of the run.
        public mutating func appendInterpolation(
            _ value: RuntimeValue, file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
        ) {
            parts.append(value.part)
            inputs += value.inputs
            places.append(ValuePlace(part: value.part, location: SourceLocation(file, line, column)))
        }

        /// Adds another such text.
        public mutating func appendInterpolation(_ text: RuntimeString) {
            parts += text.model.parts
            inputs += text.inputs
            places += text.places
        }

        /// Adds a name.
        public mutating func appendInterpolation(_ name: Name) { parts.append(.literal(name.description)) }
    }
}

/// A value that is known only when a task runs.
public struct RuntimeValue: Sendable {
    let part: RuntimeText.Part
    var inputs: [TaskDeclaration] = []

    /// The first instant of the run's window, ISO 8601 in UTC.
    public static let windowStart = RuntimeValue(part: .intervalStart)

    /// The first instant after the run's window, ISO 8601 in UTC.
    public static let windowEnd = RuntimeValue(part: .intervalEnd)

    /// The time that identifies the run, ISO 8601 in UTC.
    public static let logicalDate = RuntimeValue(part: .logicalDate)

    /// The first instant of the run's window in another form, such as `2026/01` for `"%Y/%m"`.
    ///
    /// - Parameter zone: in which it is written; UTC by default.
    public static func windowStart(_ format: TimeFormat, in zone: TimeZone = .utc) -> RuntimeValue {
        time(.windowStart, format, zone)
    }

    /// The first instant after the run's window in another form, such as `2026-01-31` for ``TimeFormat/day``.
    ///
    /// - Parameter zone: in which it is written; UTC by default.
    public static func windowEnd(_ format: TimeFormat, in zone: TimeZone = .utc) -> RuntimeValue {
        time(.windowEnd, format, zone)
    }

    /// The time that identifies the run in another form.
    ///
    /// - Parameter zone: in which it is written; UTC by default.
    public static func logicalDate(_ format: TimeFormat, in zone: TimeZone = .utc) -> RuntimeValue {
        time(.logicalDate, format, zone)
    }

    private static func time(
        _ moment: RuntimeText.TimeModel.Moment, _ format: TimeFormat, _ zone: TimeZone
    ) -> RuntimeValue {
        let name = zone.name == "UTC" ? nil : zone.name
        return RuntimeValue(part: .time(RuntimeText.TimeModel(moment, format: format.text, zone: name)))
    }

    /// The run's own id.
    public static let runID = RuntimeValue(part: .runID)

    /// The key of the partition that the run is about, where the schedule has partitions. Airflow has it from 3.2 on.
    public static let partitionKey = RuntimeValue(part: .partitionKey)

    /// The item of a mapped task or group.
    ///
    /// An ``Argument`` of nothing else is the item itself, with its type; within a longer text it is written as Python
    /// writes it.
    public static let item = RuntimeValue(part: .item(key: nil))

    /// What the item of a mapped task or group holds under a name, and what that holds under further ones.
    public static func item(_ key: Name, _ deeper: Name...) -> RuntimeValue {
        RuntimeValue(part: .item(key: ItemField(key.description, deeper.map(\.description))))
    }

    /// The value that the run was started with.
    public static func param(_ param: Param) -> RuntimeValue {
        RuntimeValue(part: .param(param.model.name))
    }

    /// A variable that the environment has.
    public static func variable(_ variable: Variable) -> RuntimeValue {
        RuntimeValue(part: .variable(variable.name))
    }

    /// What another task of the same pipeline has left as its result; using it also means waiting for that task.
    public static func result(of task: some PipelineTask) -> RuntimeValue { result(of: task.declaration) }

    /// What another task of the same pipeline has left, by its typed result.
    public static func result<Value>(_ result: TaskResult<Value>) -> RuntimeValue { Self.result(of: result.producer) }

    /// An expression of Airflow's templates for which the language has no word: `\(.template("{{ dag_run.run_type }}"))`,
    /// `\(.template("{{ macros.ds_add(ds, 7) }}"))`. The rest of the text stays checked, and so do the names in it.
    ///
    /// It is one expression; with braces around it or without. For statements such as `{% if %}` there is
    /// ``Argument/template(_:)``.
    public static func template(_ expression: String) -> RuntimeValue {
        RuntimeValue(part: .expression(withoutBraces(expression)))
    }

    private static func withoutBraces(_ text: String) -> String {
        var words = text[...]
        func trim() {
            words = words.drop { $0.isWhitespace }
            while words.last?.isWhitespace ?? false { words.removeLast() }
        }
        trim()
        if words.hasPrefix("{{"), words.hasSuffix("}}") { words = words.dropFirst(2).dropLast(2) }
        trim()
        return String(words)
    }

    /// What a function of the package gives. The pipeline names it among its ``Pipeline/macros``.
    public static func macro(_ function: TemplateFunction, _ arguments: RuntimeString...) -> RuntimeValue {
        RuntimeValue(
            part: .macro(function.model.name, arguments.map(\.model)), inputs: arguments.flatMap(\.inputs))
    }

    /// What a function of the package makes of it. The pipeline names it among its ``Pipeline/filters``.
    public func filtered(by function: TemplateFunction, _ arguments: RuntimeString...) -> RuntimeValue {
        RuntimeValue(
            part: .filtered(part, by: function.model.name, arguments.map(\.model)),
            inputs: inputs + arguments.flatMap(\.inputs))
    }

    static func answer(of task: TaskDeclaration, _ answer: RuntimeText.Answer) -> RuntimeValue {
        RuntimeValue(part: .answer(result(of: task).part, answer), inputs: [task])
    }

    private static func result(of task: TaskDeclaration) -> RuntimeValue {
        RuntimeValue(part: .result(task: .declared(task.identity)), inputs: [task])
    }
}
