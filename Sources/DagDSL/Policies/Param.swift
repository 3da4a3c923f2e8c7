package import PipelineModel

/// A value that whoever starts a run may choose. Its limits are checked before the run starts.
public struct Param: Sendable {
    package var model: ParamModel

    /// A shape that a text must have; Airflow shows a fitting field for it.
    public enum TextFormat: String, Sendable {
        /// `2026-01-31`.
        case date
        /// `2026-01-31T02:00:00+00:00`.
        case dateTime = "date-time"
        /// `02:00:00`.
        case time
        /// Several lines.
        case multiline
        /// An address with an `@`.
        case email
    }

    /// Text. Without a default it must be given.
    public static func text(
        _ name: Name, default initial: String? = nil, format: TextFormat? = nil, among options: [String] = [],
        length: ClosedRange<Int>? = nil, matching pattern: String? = nil
    ) -> Param {
        var param = Param(name, .string, initial.map { .string($0) })
        param.model.format = format?.rawValue
        if !options.isEmpty { param.limit("enum", .list(options.map { .string($0) })) }
        if let length {
            param.limit("minLength", .int(length.lowerBound))
            param.limit("maxLength", .int(length.upperBound))
        }
        if let pattern { param.limit("pattern", .string(pattern)) }
        return param
    }

    /// A whole number. Without a default it must be given.
    public static func integer(_ name: Name, default initial: Int? = nil, in range: ClosedRange<Int>? = nil) -> Param {
        var param = Param(name, .integer, initial.map { .int($0) })
        if let range {
            param.limit("minimum", .int(range.lowerBound))
            param.limit("maximum", .int(range.upperBound))
        }
        return param
    }

    /// A number. Without a default it must be given.
    public static func number(
        _ name: Name, default initial: Double? = nil, in range: ClosedRange<Double>? = nil
    ) -> Param {
        var param = Param(name, .number, initial.map { .number($0) })
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

    /// Several values by their names: a field for JSON.
    public static func dictionary(_ name: Name, default initial: KeyValuePairs<Name, Argument>) -> Param {
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

    private init(_ name: Name, _ kind: ParamModel.Kind, _ initial: ValueModel?) {
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
