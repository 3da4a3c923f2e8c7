package import PipelineModel

extension TaskGraph {
    /// The tasks right after a branch that an outcome starts.
    ///
    /// An arm without tasks goes on with what comes right after the branch and belongs to no arm.
    package func tasksStarted(by outcome: String, of branch: BranchModel, at choice: Int) -> [Int] {
        guard let arm = branch.arms.first(where: { $0.value == outcome }) else { return [] }
        if arm.targets.isEmpty {
            let inside = Set(branch.arms.flatMap(\.members).flatMap(tasks(ofNode:)))
            return successors[choice].filter { !inside.contains($0) }
        }
        let targets = Set(arm.targets.flatMap(tasks(ofNode:)))
        return successors[choice].filter(targets.contains)
    }

    /// The task, with every arm of a branch naming what it starts, for targets where naming nothing skips everything.
    package func withBranchTargets(_ task: TaskModel) -> TaskModel {
        guard case .branch(var branch) = task.kind, let choice = index(of: task.path) else { return task }
        for index in branch.arms.indices where branch.arms[index].targets.isEmpty {
            let started = tasksStarted(by: branch.arms[index].value, of: branch, at: choice)
            branch.arms[index].targets = started.map { tasks[$0].path }
        }
        var whole = task
        whole.kind = .branch(branch)
        return whole
    }
}
