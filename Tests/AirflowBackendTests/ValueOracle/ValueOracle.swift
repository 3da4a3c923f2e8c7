import DagDSL
import Foundation
import PipelineModel
import TestSupport

/// Random pipelines of which every task tells what it is given, and what that must be; the same for the same seed.
struct ValueOracle {
    /// What the tasks must tell, in no order.
    private(set) var expected: [String] = []
    /// How many values they are given.
    private(set) var values = 0
    private let version: AirflowVersion
    private var generator: SeededGenerator
    private var texts: RandomTexts

    init(seed: UInt64, for version: AirflowVersion) {
        self.version = version
        generator = SeededGenerator(seed: seed)
        texts = RandomTexts(seed: seed)
    }

    /// Where a task stands: once, for each item of a list, or in a group that is there for each.
    private enum Place: CaseIterable {
        case once
        case mapped
        case grouped
    }

    /// What is given values.
    private enum Receiver: CaseIterable {
        case function
        case gate
        case sensor
        /// A class of the author's, whose fields Airflow renders.
        case operatorClass
        /// The variables of a shell command.
        case shell
        /// A notifier of a task, which gets a text.
        case notification
    }

    /// What a task says and what it must tell for an item.
    private struct Work {
        /// Mapped over items where there are any.
        let flow: (Items?) -> FlowGraph
        /// The end of a line, behind the ids of the pipeline and the task.
        let told: (_ item: OracleValue, _ index: Int) -> String
        let leaves: (_ item: OracleValue) -> Int

        init(_ flow: @escaping (Items?) -> FlowGraph, _ told: @escaping (OracleValue) -> OracleValue) {
            self.flow = flow
            self.told = { "\($1) \(told($0).json)" }
            leaves = { told($0).leaves }
        }

        init(_ flow: @escaping (Items?) -> FlowGraph, line: @escaping (OracleValue) -> String) {
            self.flow = flow
            self.told = { item, _ in line(item) }
            leaves = { _ in 1 }
        }
    }

    /// What runs that start by themselves find in the param.
    static let paramText = "it's {{ p }} {% \"q\" %}\\n"
    static let param = Param.text("words", default: paramText)

    /// A list of items, how tasks can ask for them, and what they are.
    private struct Mapping {
        let items: Items
        let forms: [ValueForm]
        let values: [OracleValue]
        var isKnown = false
    }

    /// What may be said at a place.
    ///
    /// Of what an author gives a class of their own nobody but they know whether Airflow renders it, so text that holds
    /// nothing of the run stays as it is.
    private struct Choice {
        var items: [ValueForm] = []
        var results: [ValueSource] = []
        /// Whether a text that holds the item may hold another value of the run.
        var mixesItems = true
        /// Whether a text may hold what templates, shells and Python read as their own.
        var hasMarks = true
        /// Whether what is given the values may decide about the way: not in a mapped group, where Airflow 3 does not
        /// mind.
        var mayDecide = true
    }

    /// A pipeline of so many tasks beside those that leave what others are given.
    mutating func pipeline(_ number: Int, tasks: Int) -> any Pipeline {
        let id: PipelineID = "oracle_\(Self.name(number))"
        let sources = Sources()
        let flows = [sources.graph] + (0..<tasks).map { task("task_\(Self.name($0))", sources, in: id) }
        for (task, value) in sources.told { expect(id, task, value) }
        return OraclePipeline(id: id, flow: flows.graph)
    }

    private mutating func task(_ id: TaskID, _ sources: Sources, in pipeline: PipelineID) -> FlowGraph {
        switch Place.allCases.randomElement(using: &generator) ?? .once {
        case .once:
            let work = work(id, Choice(results: sources.all))
            expect(pipeline, "\(id)", work, .none, -1)
            return work.flow(nil)
        case .mapped:
            let mapping = mapping(sources)
            let takesResults = !(mapping.isKnown && version == .v2_11)
            let choice = Choice(items: mapping.forms, results: takesResults ? sources.all : [], mixesItems: false)
            let work = work(id, choice)
            for (index, item) in mapping.values.enumerated() { expect(pipeline, "\(id)", work, item, index) }
            return work.flow(mapping.items)
        case .grouped:
            let mapping = mapping(sources)
            let own = mapping.forms.randomElement(using: &generator) ?? .item
            let inner = PythonCall("inner", "told", in: "given.py", ["v_a": own.argument], returning: String.self)
            let source = ValueSource(inner) { own.value(for: $0) }
            var choice = Choice(items: mapping.forms, results: [source])
            choice.mayDecide = false
            let work = work("work", choice)
            for (index, item) in mapping.values.enumerated() {
                expect(pipeline, "\(id).inner \(index)", .dictionary([("v_a", own.value(for: item))]))
                expect(pipeline, "\(id).work", work, item, index)
            }
            return ForEach(id, over: mapping.items) { inner >>> work.flow(nil) }.graph
        }
    }

    private mutating func work(_ id: TaskID, _ choice: Choice) -> Work {
        let receivers = Receiver.allCases.filter { $0 != .gate || choice.mayDecide }
        let receiver = receivers.randomElement(using: &generator) ?? .function
        switch receiver {
        case .function, .gate, .sensor: return call(id, receiver, choice)
        case .operatorClass:
            var own = choice
            own.hasMarks = false
            let (arguments, told) = values(own)
            let teller = Operator(id, "kinds_python.classes.Teller", arguments)
            return Work({ items in items.map { teller.mapped(over: $0).graph } ?? teller.graph }, told)
        case .shell:
            let form = choice.items.randomElement(using: &generator) ?? mixed(choice)
            let line: RuntimeString =
                "echo \"$AIRFLOW_CTX_DAG_ID $AIRFLOW_CTX_TASK_ID shell $(printf %s \"$V_A\" | base64 -w0)\" >> $NOTES"
            let shell = Bash(id, line).variables(["V_A": form.text])
            return Work({ items in items.map { shell.mapped(over: $0).graph } ?? shell.graph }) { item in
                "shell \(Data(form.value(for: item).pythonText.utf8).base64EncodedString())"
            }
        case .notification:
            var own = choice
            own.items = []
            let form = mixed(own)
            let note = Notification.Channel.notifier("kinds_python.callbacks.Teller", text: "words")
            let task = Bash(id, choice.items.isEmpty ? "true" : "true \(.item)")
                .notifies(.onSuccess(note, saying: form.text))
            return Work({ items in items.map { task.mapped(over: $0).graph } ?? task.graph }) { item in
                .dictionary([("v_a", .text(form.value(for: item).pythonText))])
            }
        }
    }

    /// A function that does the work, decides about the way or is waited for.
    private mutating func call(_ id: TaskID, _ receiver: Receiver, _ choice: Choice) -> Work {
        let (arguments, told) = values(choice)
        let flow: (Items?) -> FlowGraph =
            switch receiver {
            case .gate:
                { items in
                    let gate = ContinueIf(id, calling: "told_and_true", in: "given.py", arguments)
                    return items.map { gate.mapped(over: $0).graph } ?? gate.graph
                }
            case .sensor:
                { items in
                    let sensor = PythonSensor(id, "told_and_true", in: "given.py", arguments)
                        .checking(every: .seconds(1), mode: .poke).givingUp(after: .minutes(10))
                    return items.map { sensor.mapped(over: $0).graph } ?? sensor.graph
                }
            default:
                { items in
                    let call = PythonCall(id, "told", in: "given.py", arguments, returning: String.self)
                    return items.map { call.mapped(over: $0).graph } ?? call.graph
                }
            }
        return Work(flow, told)
    }

    /// Three values by their names, of which one is an item where there are any.
    private mutating func values(_ choice: Choice) -> (arguments: Arguments, told: (OracleValue) -> OracleValue) {
        var forms = (0..<3).map { _ in form(choice, depth: 2) }
        if let item = choice.items.randomElement(using: &generator) { forms[0] = item }
        let (a, b, c) = (forms[0], forms[1], forms[2])
        return (
            ["v_a": a.argument, "v_b": b.argument, "v_c": c.argument],
            { .dictionary([("v_a", a.value(for: $0)), ("v_b", b.value(for: $0)), ("v_c", c.value(for: $0))]) }
        )
    }

    private mutating func form(_ choice: Choice, depth: Int) -> ValueForm {
        switch Int.random(in: 0..<(depth > 0 ? 9 : 6), using: &generator) {
        case 0: return .known(scalar(choice))
        case 1: return .known(.text(text(choice)))
        case 2: return ofTheRun()
        case 3, 4: return choice.items.randomElement(using: &generator) ?? .known(scalar(choice))
        case 5: return choice.results.randomElement(using: &generator).map { .result($0) } ?? .variable
        case 6: return .list((0..<Int.random(in: 0...3, using: &generator)).map { _ in form(choice, depth: depth - 1) })
        case 7:
            return .dictionary(
                Self.keys.prefix(Int.random(in: 0...2, using: &generator)).map { ($0, form(choice, depth: depth - 1)) })
        default: return mixed(choice)
        }
    }

    private mutating func ofTheRun() -> ValueForm {
        [.windowStart, .windowEnd, .variable, .param, .expression].randomElement(using: &generator) ?? .variable
    }

    /// A text of several pieces.
    private mutating func mixed(_ choice: Choice) -> ValueForm {
        let saysItem = !choice.items.isEmpty && Bool.random(using: &generator)
        let pieces = (0..<Int.random(in: 1...4, using: &generator)).map { _ -> ValueForm in
            switch Int.random(in: 0..<4, using: &generator) {
            case 0 where saysItem: return choice.items.randomElement(using: &generator) ?? .variable
            case 1 where !saysItem || choice.mixesItems:
                return ofTheRun()
            case 2 where !saysItem || choice.mixesItems:
                return choice.results.randomElement(using: &generator).map { .result($0) } ?? .variable
            default: return .known(.text(text(choice)))
            }
        }
        return .text([.known(.text(text(choice)))] + pieces)
    }

    private mutating func scalar(_ choice: Choice) -> OracleValue {
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: .int(Int.random(in: -5...99, using: &generator))
        case 1: .number(Double(Int.random(in: 0..<8, using: &generator)) + 0.5)
        case 2: .bool(Bool.random(using: &generator))
        default: .text(text(choice))
        }
    }

    private mutating func text(_ choice: Choice) -> String {
        let text = texts.next(atMost: 16)
        return choice.hasMarks ? text : text.filter { $0.isASCII && ($0.isLetter || $0.isNumber) } + "x"
    }

    /// Python writes it in the same way when it stands within another value.
    private mutating func visibleText() -> String {
        var visible = "x"
        visible.unicodeScalars += texts.next(atMost: 16).unicodeScalars.filter { (0x20..<0x7F).contains($0.value) }
        return visible
    }

    private mutating func mapping(_ sources: Sources) -> Mapping {
        switch Int.random(in: 0..<6, using: &generator) {
        case 5:
            let values = (0..<Int.random(in: 1...2, using: &generator)).map { _ in
                OracleValue.dictionary([("name", .dictionary([("size", scalar(Choice()))]))])
            }
            return Mapping(
                items: .list(values.map(ValueForm.literal)), forms: [.field("name"), .deepField("name", "size")],
                values: values, isKnown: true)
        case 0:
            let values = (0..<Int.random(in: 1...3, using: &generator)).map { _ in scalar(Choice()) }
            return Mapping(
                items: .list(values.map(ValueForm.literal)), forms: [.item], values: values, isKnown: true)
        case 1:
            let values = (0..<Int.random(in: 1...2, using: &generator)).map { _ in
                OracleValue.dictionary([
                    ("name", .text(visibleText())), ("size", .int(Int.random(in: 0...9, using: &generator))),
                ])
            }
            return Mapping(
                items: .list(values.map(ValueForm.literal)), forms: [.item, .field("name"), .field("size")],
                values: values, isKnown: true)
        case 2: return Mapping(items: .result(of: sources.words), forms: [.item], values: Sources.wordValues)
        case 3:
            return Mapping(
                items: .result(of: sources.rows), forms: [.item, .field("name"), .field("size")],
                values: Sources.rowValues)
        default:
            return Mapping(
                items: .zip(["word": .result(of: sources.words), "row": .result(of: sources.rows)]),
                forms: [.field("word"), .field("row")],
                values: zip(Sources.wordValues, Sources.rowValues).map { .dictionary([("word", $0), ("row", $1)]) })
        }
    }

    private mutating func expect(_ pipeline: PipelineID, _ task: String, _ told: OracleValue) {
        values += told.leaves
        expected.append("\(pipeline) \(task) \(told.json)")
    }

    private mutating func expect(
        _ pipeline: PipelineID, _ task: String, _ work: Work, _ item: OracleValue, _ index: Int
    ) {
        values += work.leaves(item)
        expected.append("\(pipeline) \(task) \(work.told(item, index))")
    }

    private static let keys: [Name] = ["left", "right"]

    /// A name of the language for a key of a value.
    static func key(_ key: String) -> Name {
        ["name", "size", "left", "right"].first { $0.description == key } ?? "other"
    }

    private static let digits: [Name] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]

    private static func name(_ number: Int) -> Name {
        number < 10 ? digits[number] : "\(name(number / 10))\(digits[number % 10])"
    }
}

/// The tasks that leave what others are given.
private struct Sources {
    static let wordValues: [OracleValue] = [.text("a"), .text("it's {{ never }}")]
    static let rowValues: [OracleValue] = [
        .dictionary([("name", .text("x")), ("size", .int(1))]), .dictionary([("name", .text("y")), ("size", .int(2))]),
    ]

    let number = PythonCall("number", "number", in: "given.py", returning: Int.self)
    let words = PythonCall("words", "words", in: "given.py", returning: [String].self)
    let rows = PythonCall("rows", "rows", in: "given.py", returning: [String].self)
    let each: PythonCall<String>
    let all: [ValueSource]
    /// What those that tell it are given.
    let told: [(task: String, value: OracleValue)]

    init() {
        each = PythonCall("each", "told", in: "given.py", ["v_a": "\(.item)"], returning: String.self)
            .mapped(over: .result(of: words))
        all = [
            ValueSource(number) { _ in .int(42) }, ValueSource(words) { _ in .list(Self.wordValues) },
            ValueSource(rows) { _ in .list(Self.rowValues) }, ValueSource(each) { _ in .list(Self.wordValues) },
        ]
        told = Self.wordValues.enumerated().map { ("each \($0)", .dictionary([("v_a", $1)])) }
    }

    var graph: FlowGraph { Parallel(number, words, rows, each).graph }
}

private struct OraclePipeline: Pipeline {
    let id: PipelineID
    let schedule: Schedule = .daily(at: "00:00", in: .utc)
    let owner: Owner = .team("tests")
    let params = [ValueOracle.param]
    let flow: FlowGraph
}
