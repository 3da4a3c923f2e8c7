import Diagnostics
import PipelineModel

/// A task behind several arms of a branch can start when one of them was taken, and only then.
enum JoinsRun: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            let graph = pipeline.graph
            for (choice, task) in pipeline.tasks.enumerated() {
                guard case .branch(let branch) = task.kind else { continue }
                let arms = branch.arms.map { Set($0.members.flatMap(graph.tasks(ofNode:))) }
                let direct = branch.arms.contains(where: \.targets.isEmpty)
                for (index, join) in pipeline.tasks.enumerated() {
                    guard let rule = join.rule, !arms.contains(where: { $0.contains(index) }) else { continue }
                    let before = graph.predecessors[index]
                    let ways = arms.count { arm in before.contains(where: arm.contains) }
                    guard ways > 1 || ways == 1 && direct && before.contains(choice) else { continue }
                    judge(join, rule, behind: task, canBeSkipped: graph.canBeSkipped(choice), &report)
                }
            }
        }
    }

    private static func judge(
        _ join: CheckContext.Task, _ rule: TriggerRule, behind branch: CheckContext.Task, canBeSkipped: Bool,
        _ report: inout DiagnosticReport
    ) {
        switch rule {
        case .allSuccess, .noneSkipped, .allDoneMinOneSuccess:
            report.add(
                .joinNeverRuns,
                "task `\(join.path)` waits for several arms of `\(branch.path)` by rule `\(rule.rawValue)`, and only "
                    + "one is taken",
                at: join.location, fix: "take the rule out: the compiler chooses one that fits")
        case .noneFailed where canBeSkipped:
            report.add(
                .joinRunsUnchosen, "task `\(join.path)` runs too when branch `\(branch.path)` itself is skipped",
                at: join.location, fix: "take the rule out, or write `.noneFailedOneSucceeded`")
        case .allDone, .allFailed, .allSkipped, .always, .oneSuccess, .oneFailed, .oneDone, .noneFailed,
            .noneFailedMinOneSuccess:
            break
        }
    }
}

extension TaskGraph {
    /// Whether a choice somewhere before a task can skip it.
    ///
    /// What starts whenever nothing has failed is not skipped by what was chosen before it. A join that wants one
    /// success is skipped only where the branch before it is.
    func canBeSkipped(_ task: Int) -> Bool {
        let rules = rules()
        var seen: Set<Int> = []
        var queue = [task]
        while let current = queue.popLast() {
            guard seen.insert(current).inserted else { continue }
            let rule = current == task ? .allSuccess : rules[current]
            switch rule {
            case .noneFailed, .allDone, .always, .oneDone: continue
            case .noneFailedMinOneSuccess:
                queue += branches(joinedBy: current)
            case .allSuccess, .allDoneMinOneSuccess, .allFailed, .allSkipped, .oneSuccess, .oneFailed, .noneSkipped:
                for before in predecessors[current] {
                    if tasks[before].kind.facts.choosesWay { return true }
                    queue.append(before)
                }
            }
        }
        return false
    }

    /// The branches with an arm right before a task.
    private func branches(joinedBy task: Int) -> [Int] {
        tasks.indices.filter { choice in
            guard case .branch(let branch) = tasks[choice].kind else { return false }
            let inside = Set(branch.arms.flatMap(\.members).flatMap(tasks(ofNode:)))
            return predecessors[task].contains { inside.contains($0) || $0 == choice }
        }
    }
}
