import CodeModels
import PipelineModel

/// The states by which a run makes sure that none was started for the same cause: an item of the table of runs.
///
/// EventBridge starts runs at least once: Scheduler may hand the same time on twice, and one run may tell of several
/// datasets for which a pipeline waits. The first start writes its cause down, and later ones find it there and end. A run
/// that has failed takes it back, so that a start with the same input does its work again.
struct RunGuard {
    private let pipeline: PipelineModel
    private let table: RunTable

    init(_ pipeline: PipelineModel, _ names: AWSNames) {
        self.pipeline = pipeline
        table = RunTable(names)
    }

    /// Whether a clock or updates of datasets start runs.
    var isNeeded: Bool { isScheduled || startsByDatasets }

    private var isScheduled: Bool { SchedulerExpression.of(pipeline.schedule)?.isEmpty == false }
    private var startsByDatasets: Bool { pipeline.schedule.startsByAnyDataset }

    /// Seconds for which a start is remembered: longer than EventBridge tries again.
    private static let memory = 7 * 86_400

    /// What of an execution's input names its cause.
    enum Cause {
        static let time = "time"
        /// The run whose updates of datasets started it.
        static let run = "cause"
    }

    /// The item of an execution. What a person starts, with no time or for a window, is a cause of its own.
    ///
    /// - Parameter run: the execution's name.
    func id(of input: JSONataExpression, run: JSONataExpression) -> JSONataExpression {
        let names = (startsByDatasets ? [Cause.run] : []) + (isScheduled ? [Cause.time] : [])
        let cause = names.reversed().reduce(run) { otherwise, name in
            .condition(.call("exists", [.field(input, name)]), then: .field(input, name), otherwise: otherwise)
        }
        return .operation(.string("\(pipeline.id)#"), .join, cause)
    }

    private var ownID: JSONataTemplate {
        let input = JSONataExpression.field(.field(.field(.variable("states"), "context"), "Execution"), "Input")
        return RunTable.text(id(of: input, run: run))
    }

    private var run: JSONataExpression { JSONataText.run(JSONataText.Field.id) }

    func beginning(to next: Transition) -> [MachineState] {
        guard isNeeded else { return [] }
        let call = table.call(
            .putItem,
            [
                .init(
                    "Item",
                    .object([
                        .init("id", ownID), .init("run", RunTable.text(run)),
                        .init("expires", RunTable.time(in: Self.memory)),
                    ])),
                // An answer that was lost on its way must not end the run that it is for.
                .init("ConditionExpression", .text("attribute_not_exists(id) OR run = :run")), RunTable.values(),
            ])
        let robustness = Robustness.ownCall(whenRefused: StateNames.duplicate)
        var duplicate = MachineState(StateNames.duplicate, .succeed)
        duplicate.comment = "A run of this cause works or has succeeded. To repeat it, start one with start and end."
        return [
            MachineState(
                StateNames.first, .task(TaskState(call: call, robustness: robustness), next: next),
                output: .expression(RunRecord.input)), duplicate,
        ]
    }

    /// - Parameter next: the state in which the run fails.
    func forgetting(to next: String) -> [MachineState] {
        guard isNeeded else { return [] }
        let call = table.call(
            .deleteItem,
            [
                .init("Key", .object([.init("id", ownID)])), .init("ConditionExpression", .text("run = :run")),
                RunTable.values(),
            ])
        // The run must end by what has failed, and not by this.
        var robustness = Robustness.ownCall
        robustness.retriers.insert(.never(RunTable.refused), at: 0)
        robustness.catchers = [Catcher(errors: ["States.ALL"], output: .expression(RunRecord.input), next: next)]
        return [
            MachineState(
                StateNames.forget, .task(TaskState(call: call, robustness: robustness), next: .to(next)),
                output: .expression(RunRecord.input))
        ]
    }
}
