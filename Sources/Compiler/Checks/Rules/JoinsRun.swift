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
    func canBeSkipped(_ task: Int) -> Bool {
        var seen: Set<Int> = []
        var queue = predecessors[task]
        while let before = queue.popLast() {
            guard seen.insert(before).inserted else { continue }
            if tasks[before].kind.facts.choosesWay { return true }
            queue += predecessors[before]
        }
        return false
    }
}
