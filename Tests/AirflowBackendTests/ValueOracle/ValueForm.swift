import DagDSL

/// What an author writes where a task takes a value, and the value that the task must be given.
indirect enum ValueForm {
    case known(OracleValue)
    case windowStart
    case windowEnd
    case variable
    /// A variable whose id is no name to a template.
    case oddVariable
    case item
    case field(Name)
    /// What a field of the item holds under a further key.
    case deepField(Name, Name)
    case param(Param, OracleValue)
    /// What Python imports by its path.
    case imported(Name, OracleValue)
    /// An expression that the author writes as Airflow has it.
    case expression(String, OracleValue)
    case result(ValueSource)
    case list([ValueForm])
    case dictionary([(key: Name, form: ValueForm)])
    /// Pieces of one text.
    case text([ValueForm])

    /// As an author writes it.
    var argument: Argument {
        switch self {
        case .known(let value): Self.literal(value)
        case .result(let source): source.argument
        case .imported(let path, _): .reference(path)
        case .list(let forms): .list(forms.map(\.argument))
        case .dictionary(let entries): Self.dictionary(entries.map { ($0.key, $0.form.argument) })
        case .windowStart, .windowEnd, .variable, .oddVariable, .item, .field, .deepField, .param, .expression, .text:
            .text(text)
        }
    }

    /// As an author writes it where only text may stand.
    var text: RuntimeString {
        var text = RuntimeString.StringInterpolation(literalCapacity: 0, interpolationCount: 0)
        append(to: &text)
        return RuntimeString(stringInterpolation: text)
    }

    private func append(to text: inout RuntimeString.StringInterpolation) {
        switch self {
        case .known(let value): text.appendLiteral(value.pythonText)
        case .windowStart: text.appendInterpolation(.windowStart)
        case .windowEnd: text.appendInterpolation(.windowEnd)
        case .variable: text.appendInterpolation(.variable(.greeting))
        case .oddVariable: text.appendInterpolation(.variable(.closing))
        case .item: text.appendInterpolation(.item)
        case .field(let key): text.appendInterpolation(.item(key))
        case .deepField(let key, let deeper): text.appendInterpolation(.item(key, deeper))
        case .param(let param, _): text.appendInterpolation(.param(param))
        case .expression(let expression, _): text.appendInterpolation(.template("{{ \(expression) }}"))
        case .result(let source): text.appendInterpolation(source.runtimeValue)
        case .text(let pieces): for piece in pieces { piece.append(to: &text) }
        case .list, .dictionary, .imported: break
        }
    }

    /// The value that the task must be given in an instance for `item`.
    ///
    /// - Parameter isJSON: whether it is a part of a document, in which a param keeps its type where it stands alone.
    func value(for item: OracleValue, inJSON isJSON: Bool = false) -> OracleValue {
        switch self {
        case .known(let value): value
        case .windowStart: .text("2026-11-18T00:00:00+00:00")
        case .windowEnd: .text("2026-11-19T00:00:00+00:00")
        case .variable: .text("hello")
        case .oddVariable: .text("good night")
        case .item: item
        case .field(let key): item[key.description]
        case .deepField(let key, let deeper): item[key.description][deeper.description]
        case .param(_, let value): isJSON ? value : .text(value.pythonText)
        case .imported(_, let value): value
        case .expression(_, let value): value
        case .result(let source): source.value(for: item)
        case .list(let forms): .list(forms.map { $0.value(for: item, inJSON: isJSON) })
        case .dictionary(let entries):
            .dictionary(entries.map { ($0.key.description, $0.form.value(for: item, inJSON: isJSON)) })
        case .text(let pieces): .text(pieces.map { $0.value(for: item).pythonText }.joined())
        }
    }

    var holdsItem: Bool {
        switch self {
        case .item, .field, .deepField: true
        case .known, .windowStart, .windowEnd, .variable, .oddVariable, .param, .imported, .expression, .result: false
        case .list(let forms), .text(let forms): forms.contains(where: \.holdsItem)
        case .dictionary(let entries): entries.contains { $0.form.holdsItem }
        }
    }

    static func literal(_ value: OracleValue) -> Argument {
        switch value {
        case .none: nil
        case .bool(let flag): .bool(flag)
        case .int(let number): .int(number)
        case .number(let number): .number(number)
        case .text(let text): .string(text)
        case .list(let items): .list(items.map(literal))
        case .dictionary(let entries): dictionary(entries.map { (ValueOracle.key($0.key), literal($0.value)) })
        }
    }

    private static func dictionary(_ entries: [(Name, Argument)]) -> Argument { .dict(Arguments(entries)) }
}
