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

    /// The first is where they begin. They lead to the exit, whose own state is not among them.
    func states(to exit: TaskExit) -> [MachineState] {
        switch work {
        case .service(let call, let record): [service(call, record, to: exit)]
        case .computed(let fields):
            [
                MachineState(
                    name, .pass(next: exit.next), output: .expression(RunRecord.adding(fields, of: task.path)))
            ]
        case .wait(let moment):
            [
                MachineState(
                    name, .waitUntil(.expression(moment), next: exit.next),
                    output: .expression(RunRecord.adding(EndState.success.expression, of: task.path)))
            ]
        case .poll(let poll): PollStates(task, poll, robustness, catches: catches, named: name).states(to: exit)
        }
    }

    private func service(
        _ call: ServiceCall, _ record: [JSONataExpression.Entry], to exit: TaskExit
    ) -> MachineState {
        var robustness = robustness
        if catches { robustness.catchers = [.failure(of: task.path, to: exit)] }
        return MachineState(
            name, .task(TaskState(call: call, robustness: robustness), next: exit.next),
            output: .expression(RunRecord.adding(record, of: task.path)))
    }
}

extension Catcher {
    /// Writes down the error that is left when no retry is.
    static func failure(of task: String, to exit: TaskExit) -> Catcher {
        let error = JSONataExpression.field(.field(.variable("states"), "errorOutput"), "Error")
        let record: [JSONataExpression.Entry] = [
            .init(RunRecord.Key.state, EndState.failed.expression), .init(RunRecord.Key.error, error),
        ]
        return Catcher(
            errors: ["States.ALL"], output: .expression(RunRecord.adding(record, of: task)), next: exit.state)
    }
}
