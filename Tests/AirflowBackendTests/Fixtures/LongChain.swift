import DagDSL

/// One task after the other, more than Python could nest.
struct LongChain: Pipeline {
    let id: PipelineID = "long_chain"
    let schedule: Schedule = .manual()
    let owner: Owner = .team("tests")

    private static let digits: [Name] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]

    static let names: [Name] = (0..<4_000).map { number in
        [1_000, 100, 10, 1].reduce("task_") { "\($0)\(digits[number / $1 % 10])" }
    }

    var flow: some Flow {
        let tasks = Self.names.map { Empty($0) }
        for (task, next) in zip(tasks, tasks.dropFirst()) { task >>> next }
    }
}
