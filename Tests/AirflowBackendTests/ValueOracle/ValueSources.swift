import DagDSL
import DagTesting

/// A task whose result others are given, and what it leaves.
struct ValueSource {
    let argument: Argument
    let runtimeValue: RuntimeValue
    private let left: (_ item: OracleValue) -> OracleValue

    init(_ task: some PipelineTask, leaving left: @escaping (_ item: OracleValue) -> OracleValue) {
        argument = .result(of: task)
        runtimeValue = .result(of: task)
        self.left = left
    }

    func value(for item: OracleValue) -> OracleValue { left(item) }
}

/// The tasks of a pipeline that leave what others are given.
struct ValueSources {
    static let wordValues: [OracleValue] = [.text("a"), .text("it's {{ never }}")]
    static let rowValues: [OracleValue] = [
        .dictionary([("name", .text("x")), ("size", .int(1))]), .dictionary([("name", .text("y")), ("size", .int(2))]),
    ]
    /// What a function is called with, for each instance.
    static let callValues: [OracleValue] = [
        .dictionary([("v_a", .int(1)), ("v_b", .text("{{ two }}"))]),
        .dictionary([("v_a", .list([.text("it's"), .none])), ("v_b", .number(0.5))]),
    ]

    let number = PythonCall("number", "number", in: "given.py", returning: Int.self)
    let words = PythonCall("words", "words", in: "given.py", returning: [String].self)
    let rows = PythonCall("rows", "rows", in: "given.py", returning: [String].self)
    let argumentRows = PythonCall("argument_rows", "argument_rows", in: "given.py", returning: [String].self)
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

    /// What each leaves, by its id.
    static var left: [String: GivenValue] {
        let lists = ["words": wordValues, "rows": rowValues, "each": wordValues, "argument_rows": callValues]
        return lists.mapValues { OracleValue.list($0).given }.merging(["number": 42]) { $1 }
    }

    var graph: FlowGraph { Parallel(number, words, rows, argumentRows, each).graph }
}
