import CodeModels
import PipelineModel

/// The states by which only so many runs of a pipeline are active at once: each holds a place, an item of its own in the
/// table of runs.
struct RunLock {
    private let pipeline: PipelineModel
    private let table: RunTable
    /// Seconds after which the place of a run that never ended is free again.
    private let longestRun: Int

    init(_ pipeline: PipelineModel, _ names: AWSNames, longestRun: Int) {
        self.pipeline = pipeline
        self.longestRun = longestRun
        table = RunTable(names)
    }

    var isNeeded: Bool { places != nil }

    /// How many runs may be active at once.
    private var places: Int? { pipeline.maximumActiveRuns }

    /// A run tries one place after the other, so that many would make it wait where one is free.
    static let mostPlaces = 20

    /// The ids of all places.
    var ids: [String] {
        guard let places else { return [] }
        return places == 1 ? [pipeline.id] : (0..<places).map { "\(pipeline.id)/\($0)" }
    }

    /// The variable that holds a run's place, where there is more than one.
    private static let place = "place"

    /// Seconds between two tries to become an active run, and how many there are: as long as a run may take, within the
    /// history that a run has.
    private static let period = 60
    private static let mostTries = 4_000

    func beginning(to next: Transition) -> [MachineState] { places.map { [locking(to: next, among: $0)] } ?? [] }

    func end(to next: String) -> [MachineState] {
        guard let places else { return [] }
        let call = table.call(
            .updateItem,
            [
                RunTable.key(places == 1 ? .string(pipeline.id) : .variable(Self.place)),
                .init("UpdateExpression", .text("REMOVE active")), .init("ConditionExpression", .text("active = :run")),
                RunTable.values(),
            ])
        // Somebody else has the place once it was held for too long.
        return [
            MachineState(
                StateNames.unlock,
                .task(TaskState(call: call, robustness: .ownCall(whenRefused: next)), next: .to(next)),
                output: .expression(RunRecord.input))
        ]
    }

    /// Each try is for the next place.
    private func place(among places: Int) -> JSONataExpression {
        guard places > 1 else { return .string(pipeline.id) }
        let tries = JSONataExpression.field(.field(.field(.variable("states"), "context"), "State"), "RetryCount")
        return .operation(
            .string("\(pipeline.id)/"), .join, .call("string", [.operation(tries, .modulo, .int(places))]))
    }

    private func locking(to next: Transition, among places: Int) -> MachineState {
        var arguments: [JSONataTemplate.Field] = [
            RunTable.key(place(among: places)), .init("UpdateExpression", .text("SET active = :run, #until = :until")),
            .init("ConditionExpression", .text("attribute_not_exists(active) OR active = :run OR #until < :now")),
            .init("ExpressionAttributeNames", .object([.init("#until", .text("until"))])),
            RunTable.values(
                .init(":now", RunTable.time(in: 0)), .init(":until", RunTable.time(in: longestRun))),
        ]
        if places > 1 { arguments.append(.init("ReturnValues", .text("ALL_NEW"))) }
        let waiting = Retrier(
            errors: [RunTable.refused], interval: Self.period, attempts: Self.mostTries, backoff: 1)
        var state = MachineState(
            places > 1 ? StateNames.place : StateNames.lock,
            .task(
                TaskState(
                    call: table.call(.updateItem, arguments), robustness: Robustness(retriers: [waiting, .ownCall])),
                next: next), output: .expression(RunRecord.input))
        if places > 1 {
            let taken = JSONataExpression.field(.field(.field(RunRecord.result, "Attributes"), "id"), "S")
            state.assigns = [.init(variable: Self.place, value: .expression(taken))]
        }
        return state
    }
}
