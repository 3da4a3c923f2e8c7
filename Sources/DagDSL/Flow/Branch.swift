import Diagnostics
import PipelineModel

/// The ways that a branch can go: an enumeration whose raw values are the texts that choose.
///
/// `enum Size: String, Outcome { case small, large }`
public protocol Outcome: CaseIterable, RawRepresentable, Sendable where RawValue == String {
    /// The words on the edge that leads to its arm, or `nil` for none. By default the raw value.
    var label: String? { get }
}

extension Outcome {
    /// By default the raw value.
    public var label: String? { rawValue }
}

/// Goes one of several ways, by a text that is known when it runs.
///
/// The closure is called once for each outcome. A `switch` without `default` makes Swift check that every outcome has
/// its arm; an arm that does nothing is ``Skip``. What follows the branch waits for the arm that was taken.
public struct Branch: PipelineTask {
    /// What was declared about the choice itself.
    public var declaration: TaskDeclaration
    private let arms: [FlowGraph]

    /// Chooses the arm whose outcome's raw value is `value`.
    public init<Way: Outcome>(
        _ id: TaskID, on value: RuntimeString, among ways: Way.Type = Way.self,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column,
        @FlowBuilder _ arm: (Way) -> FlowGraph
    ) {
        let location = SourceLocation(file, line, column)
        declaration = TaskDeclaration(
            id, .branch(BranchModel(value: value.model, arms: [])), at: location, using: [value])
        arms = declaration.addArms(arm)
    }

    /// Chooses the arm whose outcome's raw value `function` of `file` returns.
    ///
    /// The function stands below the package's `python` folder. One task calls it and chooses.
    public init<Way: Outcome>(
        _ id: TaskID, calling function: Name, in file: Name, _ arguments: Arguments = [:],
        among ways: Way.Type = Way.self,
        file source: StaticString = #filePath, line: UInt = #line, column: UInt = #column,
        @FlowBuilder _ arm: (Way) -> FlowGraph
    ) {
        var branch = BranchModel(value: RuntimeText(""), arms: [])
        branch.call = PythonCallModel(
            file: file.description, function: function.description, arguments: arguments.models)
        declaration = TaskDeclaration(
            id, .branch(branch), at: SourceLocation(source, line, column), using: [arguments])
        arms = declaration.addArms(arm)
    }

    /// The choice, its arms, and labelled edges between.
    public var graph: FlowGraph { declaration.graph(with: arms) }
}

/// Goes one of several ways, as a person says. Airflow has it from 3.1 on.
///
/// The options that people see are the raw values of the outcomes. An arm may start one task or group.
public struct HumanBranch: HumanTask {
    /// What was declared about the choice itself.
    public var declaration: TaskDeclaration
    private let arms: [FlowGraph]

    /// Asks `subject`; the closure gives the flow behind each answer.
    public init<Way: Outcome>(
        _ id: TaskID, _ subject: RuntimeString, among ways: Way.Type = Way.self, default way: Way? = nil,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column,
        @FlowBuilder _ arm: (Way) -> FlowGraph
    ) {
        var question = HumanInputModel(.way, subject: subject.model)
        question.defaults = way.map { [$0.rawValue] } ?? []
        let branch = BranchModel(value: RuntimeText(""), arms: [], question: question)
        declaration = TaskDeclaration(
            id, .branch(branch), at: SourceLocation(file, line, column), using: [subject])
        arms = declaration.addArms(arm)
    }

    /// The choice, its arms, and labelled edges between.
    public var graph: FlowGraph { declaration.graph(with: arms) }
}

extension TaskDeclaration {
    fileprivate mutating func addArms<Way: Outcome>(_ arm: (Way) -> FlowGraph) -> [FlowGraph] {
        Way.allCases.map { way in
            let flow = arm(way).placed(at: location)
            arms.append(Arm(value: way.rawValue, label: way.label, first: flow.first, members: flow.nodes))
            return flow
        }
    }

    fileprivate func graph(with flows: [FlowGraph]) -> FlowGraph {
        let choice = FlowGraph(.task(self))
        var whole = FlowGraph()
        for (arm, flow) in zip(arms, flows) {
            var way = choice
            if flow.first.isEmpty {
                if let label = arm.label { way.exitLabels = [identity: label] }
            } else {
                way = choice.followed(by: flow, label: arm.label)
            }
            whole.stand(beside: way)
        }
        whole.first = choice.first
        return whole
    }
}

/// An arm with nothing in it.
public struct Skip: Flow {
    /// Goes straight to what follows.
    public init() {}

    /// No node and no edge.
    public var graph: FlowGraph { FlowGraph() }
}

/// Goes on only when a text that is known when it runs is the expected one; otherwise what comes after is skipped.
public struct ContinueIf: PipelineTask {
    /// What was declared about it so far.
    public var declaration: TaskDeclaration

    /// Compares `value` with `expected`, letter by letter.
    ///
    /// - Parameter skippingAll: whether everything after it is skipped; otherwise only the tasks right behind it are,
    ///   and the rules of later ones decide.
    public init(
        _ id: TaskID, _ value: RuntimeString, is expected: Name, skippingAll: Bool = true,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        let gate = GateModel(value: value.model, expected: expected.description, skipsAll: skippingAll)
        declaration = TaskDeclaration(id, .gate(gate), at: SourceLocation(file, line, column), using: [value])
    }

    /// Goes on when what `function` of `file` returns is true to Python.
    ///
    /// The function stands below the package's `python` folder. One task calls it and decides.
    public init(
        _ id: TaskID, calling function: Name, in file: Name, _ arguments: Arguments = [:], skippingAll: Bool = true,
        file source: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        var gate = GateModel(value: RuntimeText(""), expected: "", skipsAll: skippingAll)
        gate.call = PythonCallModel(
            file: file.description, function: function.description, arguments: arguments.models)
        declaration = TaskDeclaration(
            id, .gate(gate), at: SourceLocation(source, line, column), using: [arguments])
    }
}
