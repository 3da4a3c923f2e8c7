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

    func states(to next: Transition) -> [MachineState] {
        let (catchers, ends) = catches ? FailureCatch.catchers(of: task.path, named: name, to: next) : ([], [])
        var robustness = robustness
        robustness.catchers = catchers
        let wait = StateNames.part("wait", of: task.path)
        let there = StateNames.part("there?", of: task.path)
        let look = MachineState(
            name, .task(TaskState(call: poll.look, robustness: robustness), next: .to(there)),
            output: .expression(
                RunRecord.adding(
                    [
                        .init(
                            RunRecord.Key.state,
                            .condition(
                                poll.hasHappened, then: EndState.success.expression, otherwise: .string(Self.looks))),
                        .init(Self.looks, .operation(.call("sum", [.array([looked, .int(0)])]), .add, .int(1))),
                    ], of: task.path)))
        let pause = MachineState(wait, .waitFor(.known(.int(poll.period)), next: .to(look.name)))
        return [look] + decision(there, wait, to: next) + [pause] + ends
    }

    private var looked: JSONataExpression { .field(.field(RunRecord.input, task.path), Self.looks) }

    private func decision(_ name: String, _ wait: String, to next: Transition) -> [MachineState] {
        let isOpen = JSONataExpression.operation(
            .field(.field(RunRecord.input, task.path), RunRecord.Key.state), .equal, .string(Self.looks))
        let hasTime = JSONataExpression.operation(looked, .less, .int(max(1, poll.timeout / max(1, poll.period))))
        let late = JSONataTemplate.expression(RunRecord.adding(poll.whenLate.expression, of: task.path))
        let end = StateNames.part("ended", of: task.path)
        let goal: String
        let ends: [MachineState]
        switch next {
        case .to(let later): (goal, ends) = (later, [])
        case .end: (goal, ends) = (end, [MachineState(end, .pass(next: .end))])
        }
        let choice = MachineState(
            name,
            .choice(
                [
                    ChoiceRule(condition: .operation(isOpen, .and, hasTime), next: wait),
                    ChoiceRule(condition: isOpen, next: goal, output: late),
                ], otherwise: goal))
        return [choice] + ends
    }
}
