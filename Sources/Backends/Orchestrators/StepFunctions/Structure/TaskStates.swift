import CodeModels
import PipelineModel

/// The states that do the work of a task and write down how it has ended.
struct TaskStates {
    private let task: TaskModel
    private let work: TaskWork
    private let robustness: Robustness

    private let name: String

    private let catches: Bool

    /// - Parameter catches: whether the run goes on when the task fails.
    init(_ task: TaskModel, _ work: TaskWork, _ robustness: Robustness, catches: Bool, named name: String) {
        self.name = name
        self.catches = catches
        self.task = task
        self.work = work
        self.robustness = robustness
    }

    /// The first is where they begin.
    func states(to next: Transition) -> [MachineState] {
        switch work {
        case .service(let call, let record): service(call, record, to: next)
        case .computed(let fields):
            [
                MachineState(
                    name, .pass(next: next), output: .expression(RunRecord.adding(fields, of: task.path)))
            ]
        case .wait(let moment):
            [
                MachineState(
                    name, .waitUntil(.expression(moment), next: next),
                    output: .expression(RunRecord.adding(EndState.success.expression, of: task.path)))
            ]
        case .poll(let poll): PollStates(task, poll, robustness, catches: catches, named: name).states(to: next)
        }
    }

    private func service(
        _ call: ServiceCall, _ record: [JSONataExpression.Entry], to next: Transition
    ) -> [MachineState] {
        let (catchers, ends) = catches ? FailureCatch.catchers(of: task.path, named: name, to: next) : ([], [])
        var robustness = robustness
        robustness.catchers = catchers
        let state = MachineState(
            name, .task(TaskState(call: call, robustness: robustness), next: next),
            output: .expression(RunRecord.adding(record, of: task.path)))
        return [state] + ends
    }
}

/// What a machine does with the error that is left when no retry is.
enum FailureCatch {
    /// - Returns: the catchers, and a state to which they lead where the task is the last of its level, as a catcher must
    ///   lead to a state.
    static func catchers(
        of task: String, named name: String, to next: Transition
    ) -> (catchers: [Catcher], ends: [MachineState]) {
        let error = JSONataExpression.field(.field(.variable("states"), "errorOutput"), "Error")
        let record = JSONataTemplate.expression(
            RunRecord.adding(
                [
                    .init(RunRecord.Key.state, EndState.failed.expression), .init(RunRecord.Key.error, error),
                ], of: task))
        switch next {
        case .to(let later): return ([Catcher(errors: ["States.ALL"], output: record, next: later)], [])
        case .end:
            let failed = StateNames.part("has failed", of: name)
            return (
                [Catcher(errors: ["States.ALL"], output: record, next: failed)],
                [MachineState(failed, .pass(next: .end))]
            )
        }
    }
}
