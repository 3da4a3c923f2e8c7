import CodeModels
import Compiler
import PipelineModel

/// Whether a task starts once all tasks before it have ended, and how it ends when it does not.
struct StartCondition {
    /// Of an expression that looks at the whole record. Nil when it always starts.
    let starts: JSONataExpression?
    /// How it ends without having started, in such an expression.
    let otherwise: JSONataExpression

    private struct Ending {
        let when: JSONataExpression
        let state: EndState
    }

    /// Conditions in their order; the first that does not hold decides.
    private struct Step {
        let passes: JSONataExpression
        /// Of which one holds when it does not pass.
        let endings: [Ending]
    }

    init(of task: Int, in order: FlowOrder) {
        let steps = Self.steps(of: task, in: order)
        starts = steps.isEmpty ? nil : .joined(steps.map(\.passes), by: .and)
        let endings = steps.flatMap(\.endings)
        otherwise = endings.dropLast().reversed().reduce((endings.last?.state ?? .skipped).expression) {
            later, ending in
            .condition(ending.when, then: ending.state.expression, otherwise: later)
        }
    }

    private static func steps(of task: Int, in order: FlowOrder) -> [Step] {
        let graph = order.graph
        guard !graph.predecessors[task].isEmpty, order.rules[task] != .always || graph.tasks[task].isTeardown else {
            return []
        }
        if graph.tasks[task].isTeardown { return ways(to: task, order) + teardown(task, order) }
        return ways(to: task, order) + setups(of: task, order) + rule(of: task, order)
    }

    // MARK: Branches and gates

    private static func ways(to task: Int, _ order: FlowOrder) -> [Step] {
        order.ways(past: task).map { way in
            let when: JSONataExpression =
                switch way {
                case .closed(let gate): .operation(RunRecord.own(RunRecord.Key.isClosed, of: gate), .equal, .bool(true))
                case .taken(let values, let branch):
                    .operation(
                        RunRecord.own(RunRecord.Key.way, of: branch), .isIn, .array(values.map { .string($0) }))
                }
            return Step(passes: .not(when), endings: [Ending(when: when, state: .skipped)])
        }
    }

    // MARK: Set-up and teardown

    private static func setups(of task: Int, _ order: FlowOrder) -> [Step] {
        let setups = order.setups(of: task)
        return setups.isEmpty ? [] : [allSucceeded(EndedTasks(setups, order))]
    }

    private static func teardown(_ task: Int, _ order: FlowOrder) -> [Step] {
        let setups = order.graph.predecessors[task].filter { order.isSetup($0) }
        guard !setups.isEmpty else { return [] }
        let ended = EndedTasks(setups, order)
        let passes = ended.any(.success)
        return [
            Step(
                passes: passes,
                endings: [
                    Ending(
                        when: .operation(.not(passes), .and, ended.any(.failed, .upstreamFailed)),
                        state: .upstreamFailed),
                    Ending(when: .not(passes), state: .skipped),
                ])
        ]
    }

    // MARK: Rules

    private static func allSucceeded(_ ended: EndedTasks) -> Step {
        let passes = ended.all(.success)
        return Step(
            passes: passes,
            endings: [
                Ending(when: ended.any(.failed, .upstreamFailed), state: .upstreamFailed),
                Ending(when: .not(passes), state: .skipped),
            ])
    }

    /// Source: `TriggerRuleDep` of Airflow 3.3, for tasks before that have all ended.
    private static func rule(of task: Int, _ order: FlowOrder) -> [Step] {
        let ended = EndedTasks(order.graph.predecessors[task], order)
        let (someSucceeded, someFailed) = (ended.any(.success), ended.any(.failed, .upstreamFailed))
        let someSkipped = ended.any(.skipped)
        func unless(_ when: JSONataExpression, _ state: EndState) -> Step {
            Step(passes: .not(when), endings: [Ending(when: when, state: state)])
        }
        func only(_ passes: JSONataExpression, else state: EndState) -> Step {
            Step(passes: passes, endings: [Ending(when: .not(passes), state: state)])
        }
        switch order.rules[task] {
        case .allSuccess: return [allSucceeded(ended)]
        case .allDone, .always: return []
        case .allDoneMinOneSuccess: return [unless(someSkipped, .skipped), only(someSucceeded, else: .upstreamFailed)]
        case .allFailed: return [unless(ended.any(.success, .skipped), .skipped)]
        case .allSkipped: return [unless(ended.any(.success, .failed, .upstreamFailed), .skipped)]
        case .oneSuccess:
            return [
                Step(
                    passes: someSucceeded,
                    endings: [
                        Ending(when: .operation(.not(someSucceeded), .and, someFailed), state: .upstreamFailed),
                        Ending(when: .not(someSucceeded), state: .skipped),
                    ])
            ]
        case .oneFailed: return [only(someFailed, else: .skipped)]
        case .oneDone: return [only(ended.any(.success, .failed), else: .skipped)]
        case .noneFailed: return [unless(someFailed, .upstreamFailed)]
        case .noneSkipped: return [unless(someSkipped, .skipped)]
        case .noneFailedMinOneSuccess:
            return [unless(someFailed, .upstreamFailed), only(someSucceeded, else: .skipped)]
        }
    }
}

/// Questions about how some tasks have ended, for expressions that look at the whole record.
struct EndedTasks {
    private let states: [JSONataExpression]

    /// - Parameter tasks: at least one.
    init(_ tasks: [Int], _ order: FlowOrder) {
        states = tasks.map { RunRecord.own(RunRecord.Key.state, of: order.graph.tasks[$0].path) }
    }

    func any(_ wanted: EndState...) -> JSONataExpression { any(wanted) }

    func any(_ wanted: [EndState]) -> JSONataExpression {
        // Of all words for an end, those for failures are the ones in which this one stands.
        if Set(wanted) == Set(EndState.failures) {
            let words = states.count == 1 ? states[0] : .call("join", [.array(states)])
            return .call("contains", [words, EndState.failed.expression])
        }
        if states.count == 1, wanted.count > 1 {
            return .operation(states[0], .isIn, .array(wanted.map(\.expression)))
        }
        return .joined(
            wanted.map { state in
                states.count == 1
                    ? .operation(states[0], .equal, state.expression)
                    : .operation(state.expression, .isIn, .array(states))
            }, by: .or)
    }

    func all(_ wanted: EndState) -> JSONataExpression {
        .joined(states.map { .operation($0, .equal, wanted.expression) }, by: .and)
    }
}
