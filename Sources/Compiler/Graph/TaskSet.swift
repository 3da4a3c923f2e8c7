/// A set of tasks of one graph, by their indices: a bit each, so that unions of many are cheap.
struct TaskSet: Sendable {
    private var words: [UInt64]

    /// The empty set, for a graph of so many tasks.
    init(of count: Int) {
        words = Array(repeating: 0, count: (count + 63) / 64)
    }

    mutating func insert(_ task: Int) { words[task >> 6] |= 1 << UInt64(task & 63) }

    func contains(_ task: Int) -> Bool { words[task >> 6] & 1 << UInt64(task & 63) != 0 }

    mutating func formUnion(_ other: TaskSet) {
        words.withUnsafeMutableBufferPointer { own in
            other.words.withUnsafeBufferPointer { theirs in
                var index = 0
                while index < own.count {
                    own[index] |= theirs[index]
                    index += 1
                }
            }
        }
    }
}

extension TaskGraph {
    /// Of each task, the tasks before it, through those that `leads` takes: edges times a 64th of the tasks.
    ///
    /// - Parameters:
    ///   - order: all tasks, each after those before it.
    ///   - leads: whether what comes before a task counts for those after it, too.
    func ancestors(inOrder order: [Int], through leads: (Int) -> Bool = { _ in true }) -> [TaskSet] {
        var sets = Array(repeating: TaskSet(of: tasks.count), count: tasks.count)
        for task in order {
            var set = TaskSet(of: tasks.count)
            for before in predecessors[task] {
                set.insert(before)
                if leads(before) { set.formUnion(sets[before]) }
            }
            sets[task] = set
        }
        return sets
    }
}
