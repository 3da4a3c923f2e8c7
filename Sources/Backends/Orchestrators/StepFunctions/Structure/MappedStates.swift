import BackendInterface
import CodeModels
import PipelineModel

/// The states that repeat a task for each item of a list.
struct MappedStates {
    private let task: TaskModel
    private let mapping: MappingModel
    /// On what of the record the repetitions depend.
    private let needs: [RecordPart]

    private let catches: Bool

    init(_ task: TaskModel, _ mapping: MappingModel, needs: [RecordPart], catches: Bool) {
        self.catches = catches
        self.task = task
        self.mapping = mapping
        self.needs = needs
    }

    /// - Parameter instance: what is done for one item; the first state is where it begins.
    func state(repeating instance: [MachineState], to exit: TaskExit) -> MachineState {
        let item = JSONataExpression.field(
            .field(.field(.field(.variable("states"), "context"), "Map"), "Item"), "Value")
        let known = needs.map { JSONataTemplate.Field($0.name, .expression(RunRecord.given($0.key, of: $0.task))) }
        var map = MapState(
            items: Self.items(mapping.items), selector: .object([.init(JSONataText.item, .expression(item))] + known),
            concurrency: mapping.limit, flow: MachineFlow(start: instance[0].name, states: instance))
        // What the list is made of, or an item is given, may not be there.
        if catches { map.robustness.catchers = [.failure(of: task.path, to: exit)] }
        return MachineState(
            StateNames.work(task.path), .map(map, next: exit.next),
            output: .expression(RunRecord.adding(record, of: task.path)))
    }

    /// One instance that has failed makes the task one that has; without items it is skipped.
    private var record: [JSONataExpression.Entry] {
        func all(_ key: String) -> JSONataExpression {
            .array([.field(RunRecord.result, RunRecord.name(key, of: task.path))])
        }
        let states = JSONataExpression.Binding("states_of_items", all(RunRecord.Key.state))
        func any(_ state: EndState) -> JSONataExpression {
            .operation(state.expression, .isIn, .variable(states.name))
        }
        let state = JSONataExpression.block(
            [states],
            .condition(
                any(.failed), then: EndState.failed.expression,
                otherwise: .condition(
                    any(.success), then: EndState.success.expression, otherwise: EndState.skipped.expression)))
        return [
            .init(RunRecord.Key.state, state), .init(RunRecord.Key.result, all(RunRecord.Key.result)),
        ]
    }

    private static func items(_ items: MappedItems) -> JSONataTemplate {
        if let known = items.known { return .list(known.map { ValueTemplate.of($0) }) }
        guard case .result(let task) = items else {
            preconditionFailure("a checked project has no combined lists that only a run knows")
        }
        return .expression(RunRecord.result(of: JSONataText.path(task)))
    }
}
