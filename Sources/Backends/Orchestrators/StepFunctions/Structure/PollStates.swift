import CodeModels
import PipelineModel

/// The states of a task that looks again and again whether something has happened, and waits between two looks.
struct PollStates {
    private let task: TaskModel
    private let poll: TaskWork.Poll
    private let robustness: Robustness

    private let name: String

    private let catches: Bool

    init(_ task: TaskModel, _ poll: TaskWork.Poll, _ robustness: Robustness, catches: Bool, named name: String) {
        self.catches = catches
        self.name = name
        self.task = task
        self.poll = poll
        self.robustness = robustness
    }

    /// How many times it has looked stands in the task's own record.
    private static let looks = "looks"

    func states(to exit: TaskExit) -> [MachineState] {
        var robustness = robustness
        // It has time to look again, so that one look which is throttled is not the end.
        if !robustness.retriers.contains(where: { $0.errors == Retrier.ownCall.errors }) {
            robustness.retriers.append(.ownCall)
        }
        if catches { robustness.catchers = [.failure(of: task.path, to: exit)] }
        let wait = StateNames.part("wait", of: task.path)
        let there = StateNames.part("there?", of: task.path)
        let look = MachineState(
            name, .task(TaskState(call: poll.look, robustness: robustness), next: .to(there)),
            output: .expression(
                RunRecord.adding(
                    [
                        .init(RunRecord.Key.state, state),
                        .init(Self.looks, .operation(.call("sum", [.array([looked, .int(0)])]), .add, .int(1))),
                    ], of: task.path)))
        let pause = MachineState(wait, .waitFor(.known(.int(poll.period)), next: .to(look.name)))
        return [look, decision(there, wait, to: exit.state), pause]
    }

    private var state: JSONataExpression {
        poll.endings.reversed().reduce(.string(Self.looks)) { later, ending in
            .condition(ending.when, then: ending.state.expression, otherwise: later)
        }
    }

    private var looked: JSONataExpression { RunRecord.given(Self.looks, of: task.path) }

    private func decision(_ name: String, _ wait: String, to goal: String) -> MachineState {
        let isOpen = JSONataExpression.operation(
            RunRecord.given(RunRecord.Key.state, of: task.path), .equal, .string(Self.looks))
        let hasTime = JSONataExpression.operation(looked, .less, .int(max(1, poll.timeout / max(1, poll.period))))
        let late = JSONataTemplate.expression(RunRecord.adding(poll.whenLate.expression, of: task.path))
        return MachineState(
            name,
            .choice(
                [
                    ChoiceRule(condition: .operation(isOpen, .and, hasTime), next: wait),
                    ChoiceRule(condition: isOpen, next: goal, output: late),
                ], otherwise: goal))
    }
}
