import PipelineModel

/// Plays a run of a pipeline by the rules of its tasks.
///
/// In each round, all tasks that may start do so and end together. A real run in which one
/// task takes longer than another can differ for rules that do not wait for everything before them.
package struct RunSimulation {
    private let graph: TaskGraph
    private let outcomes: RunOutcomes
    private let scopes: SetupScopes
    private let rules: [TriggerRule]
    private var states: [TaskState?]
    private var rounds: [[Int]] = []
    private var watchers: [FailureWatcher]
    private let stopsAtFailure: Bool
    private let waitsForAll: Bool

    /// - Parameters:
    ///   - stopsAtFailure: whether the pipeline is critical.
    ///   - waitsForAll: whether a task is decided on only when all tasks before it have ended, even where its rule could
    ///     decide earlier: so it is where a flow is made of blocks and not of edges.
    /// - Throws: what the outcomes name and the pipeline does not have, and branches that nobody decided.
    package static func run(
        _ graph: TaskGraph, _ outcomes: RunOutcomes, stopsAtFailure: Bool = false, waitsForAll: Bool = false
    ) throws(SimulationProblems) -> SimulatedRun {
        let problems = outcomes.problems(in: graph)
        guard problems.isEmpty else { throw SimulationProblems(problems) }
        var simulation = RunSimulation(graph, outcomes, stopsAtFailure, waitsForAll)
        while try simulation.playRound() {}
        return simulation.result
    }

    private init(
        _ graph: TaskGraph, _ outcomes: RunOutcomes, _ stopsAtFailure: Bool, _ waitsForAll: Bool
    ) {
        self.graph = graph
        self.outcomes = outcomes
        scopes = SetupScopes(graph)
        rules = graph.rules()
        states = Array(repeating: nil, count: graph.tasks.count)
        watchers = graph.failureWatches().map(FailureWatcher.init(watching:))
        self.stopsAtFailure = stopsAtFailure
        self.waitsForAll = waitsForAll
    }

    /// - Returns: false when nothing has changed, so that the run has ended.
    private mutating func playRound() throws(SimulationProblems) -> Bool {
        let before = states
        var starting: [Int] = []
        for task in graph.tasks.indices where before[task] == nil {
            switch decision(on: task, before) {
            case .wait: break
            case .start: starting.append(task)
            case .end(let state): states[task] = state
            }
        }
        var watcherMoved = false
        for index in watchers.indices where watchers[index].playRound(before) { watcherMoved = true }
        for task in starting { states[task] = state(ofRunning: task) }
        for task in starting where states[task] == .success { try skip(after: task) }
        if stopsAtFailure, starting.contains(where: { states[$0] == .failed }) {
            skip(graph.tasks.indices.filter { !graph.tasks[$0].isTeardown })
        }
        if !starting.isEmpty { rounds.append(starting) }
        return states != before || watcherMoved
    }

    private func decision(on task: Int, _ states: [TaskState?]) -> StartDecision {
        let before = graph.predecessors[task]
        guard !before.isEmpty else { return .start }
        if waitsForAll, rules[task] != .always, !before.allSatisfy({ states[$0] != nil }) { return .wait }
        if graph.tasks[task].isTeardown { return teardownDecision(on: task, states) }
        let setups = upstream(scopes.indirectSetups[task], states).setupDecision
        if case .end = setups { return setups ?? .wait }
        let decision = rules[task].decision(upstream(before, states))
        return decision == .start && setups == .wait ? .wait : decision
    }

    private func teardownDecision(on task: Int, _ states: [TaskState?]) -> StartDecision {
        let decision = upstream(graph.predecessors[task], states).teardownDecision
        guard decision == .start else { return decision }
        return scopes.work[task].allSatisfy { states[$0] != nil } ? .start : .wait
    }

    private func upstream(_ tasks: [Int], _ states: [TaskState?]) -> UpstreamStates {
        UpstreamStates(tasks.map { (states[$0], scopes.isSetup[$0]) })
    }

    private func state(ofRunning task: Int) -> TaskState {
        let path = graph.tasks[task].path
        if outcomes.failing.contains(path) { return .failed }
        if case .outcome(let outcome) = graph.tasks[task].kind { return state(of: outcome) }
        if outcomes.closing.contains(path), graph.tasks[task].kind.facts.gate == .fails { return .failed }
        return outcomes.skipping.contains(path) ? .skipped : .success
    }

    private func state(of outcome: OutcomeModel) -> TaskState {
        let task = graph.index(of: outcome.task).flatMap { states[$0] }
        switch outcome.question {
        case .hasFailed: return task == .failed ? .success : .skipped
        case .isSettled(let review):
            switch task {
            case .success: return .success
            case .skipped: return .skipped
            case .failed:
                let isApproved = review.map { graph.index(of: $0).flatMap { states[$0] } == .success } ?? true
                return isApproved ? .success : .failed
            case .upstreamFailed, nil: return .failed
            }
        }
    }

    private mutating func skip(after task: Int) throws(SimulationProblems) {
        let (path, kind) = (graph.tasks[task].path, graph.tasks[task].kind)
        if case .branch(let branch) = kind {
            guard let outcome = outcomes.branches[path] else {
                throw SimulationProblems([.undecided(path, outcomes: branch.arms.map(\.value))])
            }
            let started = graph.tasksStarted(by: outcome, of: branch, at: task)
            let followed = graph.descendants(of: started).union(started)
            skip(graph.successors[task].filter { !followed.contains($0) })
            for index in watchers.indices {
                let isFollowed = !followed.isDisjoint(with: watchers[index].watched)
                watchers[index].skip(ifAfter: task, unless: isFollowed)
            }
        } else if outcomes.closing.contains(path) {
            close(task, kind.facts.gate)
        }
    }

    private mutating func close(_ gate: Int, _ kind: GateKind?) {
        switch kind {
        case .skipsAll:
            let after = Array(graph.descendants(of: [gate]))
            skip(after.filter { !graph.tasks[$0].isTeardown })
            for index in watchers.indices { watchers[index].skip(ifAfterAnyOf: after + [gate]) }
        case .skipsNext:
            skip(graph.successors[gate].filter { !graph.tasks[$0].isTeardown })
            for index in watchers.indices { watchers[index].skip(ifAfter: gate) }
        case .fails, nil: break
        }
    }

    /// What has run is left alone, and that a task is `upstream_failed` is taken back.
    private mutating func skip(_ tasks: [Int]) {
        for task in tasks where states[task] != .success && states[task] != .failed { states[task] = .skipped }
    }

    private var result: SimulatedRun {
        let ended = states.map { state in
            guard let state else { preconditionFailure("every rule decides once all tasks before have ended") }
            return state
        }
        let last = graph.tasks.indices.filter(graph.decidesRunState)
        let failed =
            last.contains { ended[$0].isFailure } || watchers.contains { $0.state == .failed }
            || stopsAtFailure && ended.contains(.failed)
        return SimulatedRun(states: ended, succeeded: !failed, rounds: rounds)
    }
}

/// Everything that is wrong with what a simulation was asked for.
package struct SimulationProblems: Error, CustomStringConvertible {
    package let problems: [SimulationProblem]

    init(_ problems: [SimulationProblem]) {
        self.problems = problems
    }

    /// A line for each.
    package var description: String { problems.map(\.description).joined(separator: "\n") }
}
