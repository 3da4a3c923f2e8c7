import DagDSL

/// Blocks of ten shell commands: what every other tool can say too, so that amounts can be compared.
///
/// In each block the first two stand one after the other, then four side by side, then four one after the other.
struct ShellPipeline: Pipeline {
    let number: Name
    let blocks: Int

    var id: PipelineID { "shell_\(number)" }
    let schedule: Schedule = .daily(at: "02:00", in: .utc)
    let owner: Owner = .team("data-engineering")

    var flow: some Flow {
        let tasks = (0..<blocks * 10).map { index in
            let number = Name.number(index)
            return Bash("task_\(number)", "echo \(number)")
        }
        for start in stride(from: 0, to: tasks.count, by: 10) {
            tasks[start] >>> tasks[start + 1] >>> Array(tasks[start + 2...start + 5]) >>> tasks[start + 6]
            tasks[start + 6] >>> tasks[start + 7] >>> tasks[start + 8] >>> tasks[start + 9]
            if start > 0 { tasks[start - 1] >>> tasks[start] }
        }
    }
}
