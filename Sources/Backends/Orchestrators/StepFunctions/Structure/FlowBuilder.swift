import CodeModels
import Compiler
import PipelineModel

/// Makes states of the blocks of a flow, in Airflow's meaning: whatever becomes of a task, those beside it go on, and each
/// task decides by its rule.
///
/// Every state hands on the record of the run (``RunRecord``). A task is up to two states: one that decides whether it
/// starts, and one that does the work and writes down how it has ended.
struct FlowBuilder {
    private let flow: NestedFlow
    private let order: FlowOrder
    private let work: (TaskModel) -> (TaskWork, Robustness)

    private let stopsAtFailure: Bool
    /// For each task, on what of the record it depends.
    private let needs: [Set<RecordPart>]

    /// - Parameter stopsAtFailure: whether the first failure ends the run, and what runs beside it.
    init(
        _ flow: NestedFlow, _ order: FlowOrder, stopsAtFailure: Bool,
        work: @escaping (TaskModel) -> (TaskWork, Robustness)
    ) {
        self.flow = flow
        self.order = order
        self.stopsAtFailure = stopsAtFailure
        self.work = work
        needs = order.graph.tasks.indices.map(order.needs)
    }

    private var graph: TaskGraph { order.graph }

    /// The states of the whole flow, which lead to `next`.
    func states(to next: Transition) -> [MachineState] {
        flow.blocks.isEmpty ? [] : states(of: flow.blocks.count - 1, to: next)
    }

    /// The first is where they begin.
    private func states(of block: Int, to next: Transition) -> [MachineState] {
        switch flow.blocks[block] {
        case .task(let task): states(ofTask: task, to: next)
        case .group(_, let inside): states(of: inside, to: next)
        case .sequence(let parts): sequence(parts, to: next)
        case .parallel(let parts): [branches(parts, to: next)]
        }
    }

    private func sequence(_ parts: [Int], to next: Transition) -> [MachineState] {
        var later: [[MachineState]] = []
        var goal = next
        for part in parts.reversed() {
            let states = states(of: part, to: goal)
            goal = .to(states[0].name)
            later.append(states)
        }
        return later.reversed().flatMap(\.self)
    }

    // MARK: Tasks

    private func states(ofTask task: Int, to next: Transition) -> [MachineState] {
        let model = graph.tasks[task]
        let exit = TaskExit(of: model.path, to: next)
        let states = work(of: task, model, to: exit)
        let condition = StartCondition(of: task, in: order)
        guard let starts = condition.starts, let first = states.first else { return exit.closing(states) }
        let record = JSONataTemplate.expression(
            RunRecord.adding(RunRecord.looking(condition.otherwise), of: model.path))
        let rule = ChoiceRule(condition: RunRecord.looking(starts), next: first.name)
        let decision = MachineState(
            StateNames.start(model.path), .choice([rule], otherwise: exit.state), output: record)
        return exit.closing([decision] + states)
    }

    private func work(of task: Int, _ model: TaskModel, to exit: TaskExit) -> [MachineState] {
        let (work, robustness) = work(model)
        let catches = !stopsAtFailure
        guard let mapping = model.mapping else {
            return TaskStates(model, work, robustness, catches: catches, named: StateNames.work(model.path))
                .states(to: exit)
        }
        let name = StateNames.part("of one item", of: model.path)
        let inside = TaskExit(of: name, to: .end)
        let instance = inside.closing(
            TaskStates(model, work, robustness, catches: catches, named: name).states(to: inside))
        return [
            MappedStates(model, mapping, needs: order.workNeeds(of: task).sorted(), catches: catches)
                .state(repeating: instance, to: exit)
        ]
    }

    // MARK: Branches

    private func branches(_ parts: [Int], to next: Transition) -> MachineState {
        let inside = parts.map(tasks(of:))
        let name = StateNames.branches(inside.map { graph.tasks[$0[0]].path })
        let flows = parts.map { part in
            let states = states(of: part, to: .end)
            return MachineFlow(start: states[0].name, states: states)
        }
        let gathered = JSONataExpression.call("merge", [.call("append", [RunRecord.input, RunRecord.result])])
        return MachineState(
            name, .parallel(flows, arguments: needed(by: inside.flatMap(\.self)), robustness: Robustness(), next: next),
            output: .expression(gathered))
    }

    /// What branches know of the tasks before them: no more than they ask for, as every branch hands on what it knows.
    private func needed(by tasks: [Int]) -> JSONataTemplate {
        let inside = Set(tasks.map { graph.tasks[$0].path })
        let known = tasks.reduce(into: Set<RecordPart>()) { $0.formUnion(needs[$1]) }
            .filter { !inside.contains($0.task) }
        guard !known.isEmpty else { return .known(.object(DocumentObject())) }
        return .expression(
            RunRecord.looking(.object(known.sorted().map { JSONataExpression.Entry($0.name, .own($0.name)) })))
    }

    /// In the order of the flow's blocks.
    private func tasks(of block: Int) -> [Int] {
        switch flow.blocks[block] {
        case .task(let task): [task]
        case .group(_, let inside): tasks(of: inside)
        case .sequence(let parts), .parallel(let parts): parts.flatMap(tasks(of:))
        }
    }
}
