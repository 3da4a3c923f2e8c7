import PipelineModel

/// What is assumed about a run: everything succeeds except what is named here.
package struct RunOutcomes: Hashable, Sendable {
    /// Paths of the tasks whose last try fails.
    package var failing: Set<String>
    /// Paths of the tasks that run and skip themselves.
    package var skipping: Set<String>
    /// The outcome of each branch, by the branch's path.
    package var branches: [String: String]
    /// Paths of the gates and approvals that do not let the run go on.
    package var closing: Set<String>

    package init(
        failing: Set<String> = [], skipping: Set<String> = [], branches: [String: String] = [:],
        closing: Set<String> = []
    ) {
        self.failing = failing
        self.skipping = skipping
        self.branches = branches
        self.closing = closing
    }

    /// Everything that the tasks do not have, in an order that does not depend on sets.
    func problems(in graph: TaskGraph) -> [SimulationProblem] {
        var problems = failing.union(skipping).sorted().filter { graph.index(of: $0) == nil }
            .map { SimulationProblem.noTask($0, known: graph.tasks.map(\.path)) }
        for path in failing.intersection(skipping).sorted() { problems.append(.failsAndSkips(path)) }
        for (path, outcome) in branches.sorted(by: { $0.key < $1.key }) {
            guard let index = graph.index(of: path), case .branch(let branch) = graph.tasks[index].kind else {
                problems.append(.noBranch(path, known: graph.branchPaths))
                continue
            }
            let known = branch.arms.map(\.value)
            if !known.contains(outcome) { problems.append(.noOutcome(outcome, branch: path, known: known)) }
        }
        for path in closing.sorted() {
            if graph.index(of: path).flatMap({ graph.tasks[$0].kind.facts.gate }) == nil {
                problems.append(.noGate(path, known: graph.gatePaths))
            }
        }
        return problems
    }
}

/// Why a run cannot be simulated as it was asked for.
package enum SimulationProblem: Error, Hashable, Sendable, CustomStringConvertible {
    case noTask(String, known: [String])
    case failsAndSkips(String)
    case noBranch(String, known: [String])
    case noOutcome(String, branch: String, known: [String])
    case noGate(String, known: [String])
    /// The run comes to a branch of which nobody said how it goes.
    case undecided(String, outcomes: [String])

    /// A sentence with what can be done.
    package var description: String {
        switch self {
        case .noTask(let path, let known): "there is no task `\(path)`; \(Self.choice(path, known, "tasks"))"
        case .failsAndSkips(let path): "task `\(path)` cannot both fail and skip itself"
        case .noBranch(let path, let known): "there is no branch `\(path)`; \(Self.choice(path, known, "branches"))"
        case .noOutcome(let outcome, let branch, let known):
            "branch `\(branch)` has no outcome `\(outcome)`; \(Self.choice(outcome, known, "outcomes"))"
        case .noGate(let path, let known): "there is no gate `\(path)`; \(Self.choice(path, known, "gates"))"
        case .undecided(let path, let outcomes):
            "the run comes to branch `\(path)`; say which way it goes: \(Self.list(outcomes))"
        }
    }

    private static func choice(_ name: String, _ known: [String], _ what: String) -> String {
        if let near = suggestion(for: name, among: known) { return near }
        return known.isEmpty ? "the pipeline has no \(what)" : "choose from the \(what) \(list(known))"
    }

    private static func list(_ names: [String]) -> String { names.map { "`\($0)`" }.joined(separator: ", ") }
}

extension TaskGraph {
    fileprivate var branchPaths: [String] {
        tasks.filter { if case .branch = $0.kind { true } else { false } }.map(\.path)
    }

    fileprivate var gatePaths: [String] {
        tasks.filter { $0.kind.facts.gate != nil }.map(\.path)
    }
}
