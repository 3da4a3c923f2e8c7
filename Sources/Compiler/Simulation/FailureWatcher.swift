/// The task that dagc adds so that a failure shows which later tasks would hide.
struct FailureWatcher {
    let watched: Set<Int>
    private(set) var state: TaskState?

    init(watching tasks: [Int]) {
        watched = Set(tasks)
    }

    /// - Returns: whether its state has changed.
    mutating func playRound(_ states: [TaskState?]) -> Bool {
        guard state == nil else { return false }
        if watched.contains(where: { states[$0]?.isFailure == true }) {
            state = .failed
        } else if watched.allSatisfy({ states[$0] != nil }) {
            state = .skipped
        }
        return state != nil
    }

    /// A branch or gate skips it like any other task behind it.
    mutating func skip(ifAfter task: Int, unless isFollowed: Bool = false) {
        if state == nil, watched.contains(task), !isFollowed { state = .skipped }
    }

    /// A gate that skips all tasks behind it does not spare this one.
    mutating func skip(ifAfterAnyOf tasks: [Int]) {
        if state == nil, tasks.contains(where: watched.contains) { state = .skipped }
    }
}
