package import PipelineModel

/// A value that whoever starts a run may choose. Its limits are checked before the run starts.
public struct Param: Sendable {
    package var model: ParamModel

    /// A shape that a text must have; Airflow shows a fitting field for some of them.
    public struct TextFormat: Sendable {
        let name: String

        /// `2026-01-31`.
        public static let date = TextFormat(name: "date")
        /// `2026-01-31T02:00:00+00:00`.
        public static let dateTime = TextFormat(name: "date-time")
        /// `02:00:00`.
        public static let time = TextFormat(name: "time")
        /// `P1DT2H`.
        public static let duration = TextFormat(name: "duration")
        /// Several lines.
        public static let multiline = TextFormat(name: "multiline")
        /// An address with an `@`.
        public static let email = TextFormat(name: "email")
        /// An address with a scheme.
        public static let uri = TextFormat(name: "uri")
        /// `3f0c…`, in the form of RFC 4122.
        public static let uuid = TextFormat(name: "uuid")
        /// `192.0.2.1`.
        public static let ipv4 = TextFormat(name: "ipv4")
        /// A regular expression.
        public static let regex = TextFormat(name: "regex")

        /// Any other that JSON schema or Airflow's form knows.
        public static func other(_ name: Name) -> TextFormat { TextFormat(name: name.description) }
    }

    /// Text. Without a default it must be given.
    public static func text(
        _ name: Name, default initial: String? = nil, format: TextFormat? = nil, among options: [String] = [],
        length: ClosedRange<Int>? = nil, matching pattern: String? = nil
    ) -> Param {
        var param = Param(name, .string, initial.map { .string($0) })
        param.model.format = format?.name
        if !options.isEmpty { param.limit("enum", .list(options.map { .string($0) })) }
        if let length {
            param.limit("minLength", .int(length.lowerBound))
            param.limit("maxLength", .int(length.upperBound))
        }
        if let pattern { param.limit("pattern", .string(pattern)) }
        return param
    }

    /// A whole number. Without a default it must be given.
    public static func integer(
        _ name: Name, default initial: Int? = nil, in range: ClosedRange<Int>? = nil, among options: [Int] = []
    ) -> Param {
        var param = Param(name, .integer, initial.map { .int($0) })
        if !options.isEmpty { param.limit("enum", .list(options.map { .int($0) })) }
        if let range {
            param.limit("minimum", .int(range.lowerBound))
            param.limit("maximum", .int(range.upperBound))
        }
        return param
    }

    /// A number. Without a default it must be given.
    public static func number(
        _ name: Name, default initial: Double? = nil, in range: ClosedRange<Double>? = nil, among options: [Double] = []
    ) -> Param {
        var param = Param(name, .number, initial.map { .number($0) })
        if !options.isEmpty { param.limit("enum", .list(options.map { .number($0) })) }
        if let range {
            param.limit("minimum", .number(range.lowerBound))
            param.limit("maximum", .number(range.upperBound))
        }
        return param
    }

    /// True or false.
    public static func boolean(_ name: Name, default initial: Bool) -> Param { Param(name, .boolean, .bool(initial)) }

    /// Several texts.
    public static func list(_ name: Name, default initial: [String]) -> Param {
        Param(name, .array, .list(initial.map { .string($0) }))
    }

    /// Several whole numbers.
    public static func list(_ name: Name, default initial: [Int]) -> Param {
        var param = Param(name, .array, .list(initial.map { .int($0) }))
        param.limit("items", .dictionary([ValueModel.Entry("type", .string("integer"))]))
        return param
    }

    /// Several dictionaries: a field for JSON.
    public static func list(_ name: Name, default initial: [Arguments]) -> Param {
        var param = Param(name, .array, .list(initial.map { .dictionary($0.models) }))
        param.limit("items", .dictionary([ValueModel.Entry("type", .string("object"))]))
        return param
    }

    /// A value of any JSON schema: several types, none at all, `const`, nested objects.
    ///
    ///     .schema("window", ["type": ["string", "null"], "format": "duration"], default: nil)
    ///
    /// - Parameters:
    ///   - schema: as JSON schema has it, word for word.
    ///   - initial: the default, of which `nil` is Python's `None`.
    public static func schema(_ name: Name, _ schema: Arguments, default initial: Argument) -> Param {
        anything(name, schema, initial.model)
    }

    /// A value of any JSON schema that must be given.
    public static func schema(_ name: Name, _ schema: Arguments) -> Param { anything(name, schema, nil) }

    private static func anything(_ name: Name, _ schema: Arguments, _ initial: ValueModel?) -> Param {
        var param = Param(name, nil, initial)
        param.model.limits = schema.models
        return param
    }

    /// Several values by their names: a field for JSON.
    public static func dictionary(_ name: Name, default initial: Arguments) -> Param {
        Param(name, .object, .dictionary(initial.models))
    }

    /// Proposes values without ruling others out; for a list, people pick several of them.
    public func proposing(_ values: String...) -> Param {
        changing { $0.limits.append(ValueModel.Entry("examples", .list(values.map { .string($0) }))) }
    }

    /// Shows words in place of the values that may be chosen or are proposed.
    public func showing(_ words: KeyValuePairs<Name, Name>) -> Param {
        changing {
            let pairs = words.map { ValueModel.Entry($0.key.description, .string($0.value.description)) }
            $0.limits.append(ValueModel.Entry("values_display", .dictionary(pairs)))
        }
    }

    /// Shows no field: the default holds in every run.
    public func fixed() -> Param {
        changing { param in
            if let initial = param.initial { param.limits.append(ValueModel.Entry("const", initial)) }
        }
    }

    /// May be left empty.
    public func nullable() -> Param {
        changing {
            $0.isNullable = true
            if $0.initial == nil { $0.initial = ValueModel.none }
        }
    }

    /// What people read beside the field, and the heading below which it stands.
    public func described(_ summary: String, title: String? = nil, section: String? = nil) -> Param {
        changing {
            $0.summary = summary
            $0.title = title
            $0.section = section
        }
    }

    private init(_ name: Name, _ kind: ParamModel.Kind?, _ initial: ValueModel?) {
        model = ParamModel(name: name.description, kind: kind, initial: initial)
    }

    private mutating func limit(_ name: String, _ value: ValueModel) {
        model.limits.append(ValueModel.Entry(name, value))
    }

    private func changing(_ change: (inout ParamModel) -> Void) -> Param {
        var copy = self
        change(&copy.model)
        return copy
    }
}
