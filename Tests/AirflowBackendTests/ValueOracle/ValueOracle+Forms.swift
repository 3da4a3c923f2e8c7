import DagDSL
import TestSupport

/// What may be said at a place.
///
/// Of what an author gives a class of their own nobody but they know whether Airflow renders it, so text that holds
/// nothing of the run stays as it is.
struct ValueChoice {
    var items: [ValueForm] = []
    var results: [ValueSource] = []
    var params: [(param: Param, value: OracleValue)] = []
    /// Whether a text that holds the item may hold another value of the run.
    var mixesItems = true
    /// Whether a text may hold what templates, shells and Python read as their own.
    var hasMarks = true
    /// Whether values may be what Python imports.
    var importsValues = false
    /// In a mapped group nothing may decide about the way.
    var isInGroup = false
    /// Whether the values are parts of a JSON document that Airflow writes.
    var isJSON = false

    func allows(deciding decides: Bool) -> Bool { !decides || !isInGroup && items.isEmpty }
}

/// A list of items, how tasks can ask for them, and what they are.
struct ValueMapping {
    let items: Items
    let forms: [ValueForm]
    let values: [OracleValue]
    var isKnown = false
}

extension ValueOracle {
    /// Values by their names, of which one is an item where there are any.
    mutating func values(_ choice: ValueChoice) -> (arguments: Arguments, told: (OracleValue) -> OracleValue) {
        var forms = (0..<Self.names.count).map { _ in form(choice, depth: 2) }
        if !choice.items.isEmpty { forms[0] = generator.pick(choice.items) }
        let named = Array(zip(Self.names, forms))
        return (
            Arguments(named.map { ($0.0, $0.1.argument) }),
            { item in .dictionary(named.map { ($0.0.description, $0.1.value(for: item, inJSON: choice.isJSON)) }) }
        )
    }

    mutating func form(_ choice: ValueChoice, depth: Int) -> ValueForm {
        switch Int.random(in: 0..<(depth > 0 ? 10 : 7), using: &generator) {
        case 0: return .known(scalar(choice))
        case 1: return .known(.text(text(choice)))
        case 2: return ofTheRun(choice)
        case 3, 4: return choice.items.randomElement(using: &generator) ?? .known(scalar(choice))
        case 5: return choice.results.randomElement(using: &generator).map { .result($0) } ?? .variable
        case 6: return choice.importsValues ? generator.pick(Self.imported) : .known(.none)
        case 7: return .list((0..<generator.count(0...3)).map { _ in form(choice, depth: depth - 1) })
        case 8:
            return .dictionary(Self.keys.prefix(generator.count(0...2)).map { ($0, form(choice, depth: depth - 1)) })
        default: return mixed(choice)
        }
    }

    static let names: [Name] = ["v_a", "v_b", "v_c", "v_d", "v_e", "v_f"]

    private static let keys: [Name] = ["left", "right"]

    private static var imported: [ValueForm] {
        [
            .imported("kinds_python.given.Size.LARGE.value", .int(2)), .imported("kinds_python.given.LIMIT", .int(10)),
            .imported("kinds_python.given.Size.SMALL", .text("<Size>")),
        ]
    }

    /// Expressions of which an operator would come last, and what they give.
    static var expressions: [ValueForm] {
        [
            .expression("[1, 2] | last ~ '}}'", .text("2}}")), .expression("none or 'else'", .text("else")),
            .expression("'yes' if 1 < 2 else 'no'", .text("yes")),
        ]
    }

    private mutating func ofTheRun(_ choice: ValueChoice) -> ValueForm {
        let params = choice.params.map { ValueForm.param($0.param, $0.value) }
        return generator.pick([.windowStart, .windowEnd, .variable, .oddVariable] + Self.expressions + params)
    }

    /// A text of several pieces.
    mutating func mixed(_ choice: ValueChoice) -> ValueForm {
        let saysItem = !choice.items.isEmpty && generator.chance(50)
        let pieces = (0..<generator.count(1...4)).map { _ -> ValueForm in
            switch Int.random(in: 0..<4, using: &generator) {
            case 0 where saysItem: return generator.pick(choice.items)
            case 1 where !saysItem || choice.mixesItems: return ofTheRun(choice)
            case 2 where !saysItem || choice.mixesItems:
                return choice.results.randomElement(using: &generator).map { .result($0) } ?? .variable
            default: return .known(.text(text(choice)))
            }
        }
        return .text([.known(.text(text(choice)))] + pieces)
    }

    private mutating func scalar(_ choice: ValueChoice = ValueChoice()) -> OracleValue {
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: .int(generator.count(-5...99))
        case 1: .number(Double(generator.count(0...7)) + 0.5)
        case 2: .bool(generator.chance(50))
        default: .text(text(choice))
        }
    }

    private mutating func text(_ choice: ValueChoice) -> String {
        let text = texts.next(atMost: 16)
        return choice.hasMarks ? text : text.filter { $0.isASCII && ($0.isLetter || $0.isNumber) } + "x"
    }

    /// Python writes it in the same way when it stands within another value.
    private mutating func visibleText() -> String {
        var visible = "x"
        visible.unicodeScalars += texts.next(atMost: 16).unicodeScalars.filter { (0x20..<0x7F).contains($0.value) }
        return visible
    }

    /// What a pipeline is asked for, with what runs find that start by themselves.
    mutating func somePipelineParams() -> [(param: Param, value: OracleValue)] {
        let number = generator.count(0...9)
        let others: [(param: Param, value: OracleValue)] = [
            (Param.text("region", among: ["eu", "us"]).nullable(), .none),
            (Param.text("other_region", default: "eu", among: ["eu", "us"]).nullable(), .text("eu")),
            (Param.integer("count", default: number, in: 0...9), .int(number)),
            (Param.number("share", default: 0.5), .number(0.5)),
            (Param.boolean("full", default: true), .bool(true)),
            (Param.list("names", default: ["it's", "{{ b }}"]), .list([.text("it's"), .text("{{ b }}")])),
        ]
        let words = (param: Param.text("words", default: Self.paramText), value: OracleValue.text(Self.paramText))
        return [words, generator.pick(Array(others.prefix(3))), generator.pick(Array(others.suffix(3)))]
    }

    mutating func mapping(_ sources: ValueSources, inGroup: Bool = false) -> ValueMapping {
        switch Int.random(in: 0..<8, using: &generator) {
        case 0: return Self.knownMapping((0..<generator.count(1...3)).map { _ in scalar() }, [.item])
        case 1:
            return Self.knownMapping(
                (0..<generator.count(1...2)).map { _ in
                    .dictionary([("name", .text(visibleText())), ("size", .int(generator.count(0...9)))])
                }, [.item, .field("name"), .field("size")])
        case 2:
            return Self.knownMapping(
                (0..<generator.count(1...2)).map { _ in
                    .dictionary([("name", .dictionary([("size", .text(visibleText()))]))])
                },
                [.field("name"), .deepField("name", "size")])
        case 3:
            return Self.knownMapping(
                [.list([.text(visibleText()), .int(generator.count(0...9))]), .list([])], [.item])
        case 4: return datedMapping()
        case 5:
            return ValueMapping(
                items: .result(of: sources.words), forms: [.item], values: ValueSources.wordValues)
        case 6:
            return ValueMapping(
                items: .result(of: sources.rows), forms: [.item, .field("name"), .field("size")],
                values: ValueSources.rowValues)
        default:
            return ValueMapping(
                items: .zip(["word": .result(of: sources.words), "row": .result(of: sources.rows)]),
                forms: [.field("word"), .field("row")],
                values: zip(ValueSources.wordValues, ValueSources.rowValues).map {
                    .dictionary([("word", $0), ("row", $1)])
                })
        }
    }

    private static func knownMapping(_ values: [OracleValue], _ forms: [ValueForm]) -> ValueMapping {
        ValueMapping(items: .list(values.map(ValueForm.literal)), forms: forms, values: values, isKnown: true)
    }

    /// Items that hold something of the run themselves.
    private mutating func datedMapping() -> ValueMapping {
        let forms = (0..<generator.count(1...2)).map { _ in
            ValueForm.text([
                .known(.text(text(ValueChoice()))), generator.pick([.windowStart, .variable, .oddVariable]),
            ])
        }
        return ValueMapping(
            items: .list(forms.map(\.argument)), forms: [.item], values: forms.map { $0.value(for: .none) },
            isKnown: true)
    }

    /// A name of the language for a key of a value.
    static func key(_ key: String) -> Name {
        ["name", "size", "left", "right"].first { $0.description == key } ?? "other"
    }
}
