import CodeModels
import PipelineModel

/// The states by which runs of a pipeline know of each other: items of a table of DynamoDB.
///
/// EventBridge Scheduler may start a run twice, and gives both the same time. The first one writes its window down, and
/// the second finds it there and ends.
struct RunLock {
    private let pipeline: PipelineModel
    private let table: String
    private let arn: String
    /// Seconds after which the lock of a run that never ended no longer holds.
    private let longestRun: Int

    init(_ pipeline: PipelineModel, _ names: AWSNames, longestRun: Int) {
        self.pipeline = pipeline
        self.longestRun = longestRun
        table = names.runs
        arn = names.arn("dynamodb", "table/\(names.runs)")
    }

    /// Whether runs are started by a schedule, or only so many at a time.
    var isNeeded: Bool { isScheduled || places != nil }

    /// How many runs may be active at once. Each holds a place, an item of its own in the table.
    private var places: Int? { pipeline.maximumActiveRuns }

    /// A run tries one place after the other, so that many would make it wait where one is free.
    static let mostPlaces = 20

    /// The variable that holds a run's place, where there is more than one.
    private static let place = "place"

    private var isScheduled: Bool { SchedulerExpression.of(pipeline.schedule)?.isEmpty == false }

    private static let refused = "DynamoDB.ConditionalCheckFailedException"
    /// Seconds for which a start is remembered: longer than Scheduler tries again.
    private static let memory = 7 * 86_400
    /// Seconds between two tries to become the active run, and how many there are: as long as a run may take, within
    /// the history that a run has.
    private static let period = 60
    private static let mostTries = 4_000

    func beginning(to next: Transition) -> [MachineState] {
        let lock = places.map { [locking(to: next, among: $0)] } ?? []
        let afterGuard = lock.first.map { Transition.to($0.name) } ?? next
        return (isScheduled ? [guarding(to: afterGuard), MachineState(StateNames.duplicate, .succeed)] : []) + lock
    }

    func end(to next: Transition) -> [MachineState] {
        guard let places else { return [] }
        let place: JSONataExpression = places == 1 ? .string(pipeline.id) : .variable(Self.place)
        let arguments: JSONataTemplate = .object([
            .init("TableName", .text(table)), .init("Key", .object([.init("id", string(place))])),
            .init("UpdateExpression", .text("REMOVE active")), .init("ConditionExpression", .text("active = :run")),
            .init("ExpressionAttributeValues", .object([.init(":run", string(run))])),
        ])
        // Somebody else has the lock once it held no longer.
        var robustness = Robustness()
        guard case .to(let later) = next else { return [] }
        robustness.catchers = [
            Catcher(errors: [Self.refused], output: .expression(RunRecord.input), next: later)
        ]
        let call = ServiceCall(
            service: "dynamodb", action: "updateItem", pattern: .answered, arguments: arguments,
            permissions: [Permission(["dynamodb:UpdateItem"], on: [arn])])
        return [
            MachineState(
                StateNames.unlock, .task(TaskState(call: call, robustness: robustness), next: next),
                output: .expression(RunRecord.input))
        ]
    }

    private var run: JSONataExpression { JSONataText.run(JSONataText.Field.id) }

    private func string(_ expression: JSONataExpression) -> JSONataTemplate {
        if case .string(let text) = expression { return .object([.init("S", .text(text))]) }
        return .object([.init("S", .expression(expression))])
    }

    private static let seconds = JSONataExpression.call(
        "floor", [.operation(.call("millis", []), .divide, .int(1_000))])

    private func number(in seconds: Int) -> JSONataTemplate {
        let sum = seconds == 0 ? Self.seconds : .operation(Self.seconds, .add, .int(seconds))
        return .object([.init("N", .expression(.call("string", [sum])))])
    }

    /// A run that a person starts for a window is one of its own.
    private func guarding(to next: Transition) -> MachineState {
        let given = JSONataExpression.field(
            .field(.field(.field(.variable("states"), "context"), "Execution"), "Input"), "time")
        let what = JSONataExpression.condition(.call("exists", [given]), then: given, otherwise: run)
        let arguments: JSONataTemplate = .object([
            .init("TableName", .text(table)),
            .init(
                "Item",
                .object([
                    .init("id", string(.operation(.string("\(pipeline.id)#"), .join, what))),
                    .init("run", string(run)), .init("expires", number(in: Self.memory)),
                ])),
            .init("ConditionExpression", .text("attribute_not_exists(id)")),
        ])
        let call = ServiceCall(
            service: "dynamodb", action: "putItem", pattern: .answered, arguments: arguments,
            permissions: [Permission(["dynamodb:PutItem"], on: [arn])])
        var robustness = Robustness()
        robustness.catchers = [
            Catcher(errors: [Self.refused], output: .expression(RunRecord.input), next: StateNames.duplicate)
        ]
        return MachineState(
            StateNames.first, .task(TaskState(call: call, robustness: robustness), next: next),
            output: .expression(RunRecord.input))
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
            .init("TableName", .text(table)), .init("Key", .object([.init("id", string(place(among: places)))])),
            .init("UpdateExpression", .text("SET active = :run, #until = :until")),
            .init("ConditionExpression", .text("attribute_not_exists(active) OR active = :run OR #until < :now")),
            .init("ExpressionAttributeNames", .object([.init("#until", .text("until"))])),
            .init(
                "ExpressionAttributeValues",
                .object([
                    .init(":run", string(run)), .init(":now", number(in: 0)), .init(":until", number(in: longestRun)),
                ])),
        ]
        if places > 1 { arguments.append(.init("ReturnValues", .text("ALL_NEW"))) }
        let call = ServiceCall(
            service: "dynamodb", action: "updateItem", pattern: .answered, arguments: .object(arguments),
            permissions: [Permission(["dynamodb:UpdateItem"], on: [arn])])
        var robustness = Robustness()
        robustness.retriers = [
            Retrier(errors: [Self.refused], interval: Self.period, attempts: Self.mostTries, backoff: 1)
        ]
        var state = MachineState(
            places > 1 ? StateNames.place : StateNames.lock,
            .task(TaskState(call: call, robustness: robustness), next: next), output: .expression(RunRecord.input))
        if places > 1 {
            let taken = JSONataExpression.field(.field(.field(RunRecord.result, "Attributes"), "id"), "S")
            state.assigns = [.init(variable: Self.place, value: .expression(taken))]
        }
        return state
    }
}
