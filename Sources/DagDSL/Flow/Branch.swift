import Diagnostics
import PipelineModel

/// The ways that a branch can go: an enumeration whose raw values are the texts that choose.
///
/// `enum Size: String, Outcome { case small, large }`
public protocol Outcome: CaseIterable, RawRepresentable, Sendable where RawValue == String {}

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
        var arms: [FlowGraph] = []
        declaration = TaskDeclaration(
            id, .branch(BranchModel(value: value.model, arms: [])), at: location, using: [value])
        for way in Way.allCases {
            let flow = arm(way).placed(at: location)
            declaration.arms.append(TaskDeclaration.Arm(value: way.rawValue, first: flow.first, members: flow.nodes))
            arms.append(flow)
        }
        self.arms = arms
    }

    /// The choice, its arms, and labelled edges between.
    public var graph: FlowGraph {
        let choice = FlowGraph(.task(declaration))
        var whole = FlowGraph()
        for (arm, flow) in zip(declaration.arms, arms) {
            var way = choice
            if flow.first.isEmpty {
                way.exitLabels = [declaration.identity: arm.value]
            } else {
                way = choice.followed(by: flow, label: arm.value)
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
}
