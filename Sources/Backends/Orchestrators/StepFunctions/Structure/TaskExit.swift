/// Where a task leads. Choices and catchers lead to a state even where the task is the last of its level.
struct TaskExit {
    let next: Transition
    /// The next state, or one that only ends the level.
    let state: String
    private let end: MachineState?

    init(of name: String, to next: Transition) {
        self.next = next
        switch next {
        case .to(let later): (state, end) = (later, nil)
        case .end:
            state = StateNames.part("ended", of: name)
            end = MachineState(state, .succeed)
        }
    }

    /// States, and the one that ends the level where any of them leads to it.
    func closing(_ states: [MachineState]) -> [MachineState] {
        guard let end, states.contains(where: { $0.targets.contains(state) }) else { return states }
        return states + [end]
    }
}
