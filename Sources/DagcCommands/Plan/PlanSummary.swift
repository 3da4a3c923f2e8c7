import Workspace

/// A plan in a few lines.
enum PlanSummary {
    /// One line for each file that changes.
    static func lines(of plan: OutputPlan) -> [String] {
        plan.changes.filter { $0.action != .unchanged }.map { "\($0.action.glyph) \($0.path)" }
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

extension OutputPlan.Action {
    /// One character before the path.
    var glyph: String {
        switch self {
        case .create: "+"
        case .update: "~"
        case .delete: "-"
        case .unchanged: " "
        }
    }
}
