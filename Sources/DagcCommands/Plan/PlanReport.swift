import CodeModels
import Planning
import Workspace

/// A plan for people and for programs.
struct PlanReport {
    let plan: OutputPlan
    let difference: ProjectDifference
    let environment: String
    /// The commit that the plan starts from, when it is a repository's.
    let base: String?
    /// Whether the differences of the files are shown too.
    let showsFiles: Bool

    func render(_ format: PlanFormat) -> String {
        switch format {
        case .text: PlanText.render(self)
        case .json: PlanDocument.make(self).renderedJSON()
        case .markdown: PlanMarkdown.render(self)
        }
    }

    /// Files that change, without the models, whose changes are told in other words.
    var files: [OutputPlan.Change] {
        plan.changes.filter { $0.action != .unchanged && !$0.path.text.hasPrefix("model/") }
    }

    /// `1 new, 2 changed, 15 unchanged pipelines for production on top of 3a5f…`.
    var headline: String {
        let start = base.map { " on top of \($0)" } ?? ""
        if plan.isUpToDate { return "nothing would change\(start)" }
        return "\(pipelineCounts) for \(environment), \(PlanSummary.counts(of: plan))\(start)"
    }

    private var pipelineCounts: String {
        func count(_ word: String) -> Int { difference.pipelines.count { $0.action.word == word } }
        let parts = [
            (count("added"), "new"), (count("renamed"), "renamed"), (count("changed"), "changed"),
            (count("removed"), "deleted"), (difference.unchangedPipelines, "unchanged"),
        ].filter { $0.0 > 0 }
        let list = parts.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
        return parts.isEmpty ? "no pipelines" : "\(list) pipeline\(parts.map(\.0) == [1] ? "" : "s")"
    }

    /// Why there are other files and no other pipelines, where that is so.
    var remark: String? {
        if let obstacle = difference.obstacle { return "\(obstacle), so only files are compared" }
        let says =
            !difference.pipelines.isEmpty || !difference.environment.isEmpty || !difference.alerts.isEmpty
            || difference.costs != nil
        guard !says && !plan.isUpToDate else { return nil }
        return "no pipeline means anything else than before; another dagc or changed Python files make the files differ"
    }

    func difference(of change: OutputPlan.Change) -> String {
        let before = String(decoding: change.before ?? [], as: UTF8.self)
        let after = String(decoding: change.after ?? [], as: UTF8.self)
        return TextDifference(from: before, to: after).unified(
            from: change.before == nil ? "/dev/null" : "a/\(change.path)",
            to: change.after == nil ? "/dev/null" : "b/\(change.path)")
    }

    func warning(_ change: OutputPlan.Change) -> String {
        switch change.conflict {
        case nil: ""
        case .edited: " (changed by hand)"
        case .unknown, .notAFile: " (not written by dagc)"
        }
    }
}
