import Workspace

/// A plan in a few lines.
enum PlanSummary {
    /// One line for each file that changes.
    static func lines(of plan: OutputPlan) -> [String] {
        plan.changes.compactMap { change in
            switch change.action {
            case .create: "+ \(change.path)"
            case .update: "~ \(change.path)"
            case .delete: "- \(change.path)"
            case .unchanged: nil
            }
        }
    }

    /// `2 new, 1 changed, 7 unchanged files`.
    static func counts(of plan: OutputPlan) -> String {
        let parts = [
            (plan.count(.create), "new"), (plan.count(.update), "changed"), (plan.count(.delete), "deleted"),
            (plan.count(.unchanged), "unchanged"),
        ]
        return parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ") + " files"
    }
}
