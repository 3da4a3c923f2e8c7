import CodeModels
import Workspace

/// A plan for people and for programs.
struct PlanReport {
    let plan: OutputPlan
    /// The commit that the plan starts from, when it is a repository's.
    let base: String?

    func render(_ format: PlanFormat) -> String {
        switch format {
        case .text: text
        case .json: document.renderedJSON()
        case .markdown: markdown
        }
    }

    private var changed: [OutputPlan.Change] { plan.changes.filter { $0.action != .unchanged } }

    private var headline: String {
        let start = base.map { " on top of \($0)" } ?? ""
        return plan.isUpToDate ? "nothing would change\(start)" : "\(PlanSummary.counts(of: plan))\(start)"
    }

    private var text: String {
        let parts = changed.map { change in
            "\(change.action.rawValue) \(change.path)\(warning(change))\n\(difference(of: change))"
        }
        return (parts + [headline]).joined(separator: "\n")
    }

    private var markdown: String {
        let parts = changed.map { change in
            """
            <details><summary>\(change.action.rawValue) <code>\(change.path)</code>\(warning(change))</summary>

            ```diff
            \(difference(of: change))```

            </details>
            """
        }
        return (["**\(headline)**"] + parts).joined(separator: "\n\n")
    }

    private var document: Document {
        let files = changed.map { change in
            Document.object([
                "path": .string(change.path.text), "action": .string(change.action.rawValue),
                "conflict": .bool(change.conflict != nil), "difference": .string(difference(of: change)),
            ])
        }
        return [
            "base": base.map { .string($0) } ?? .null, "up_to_date": .bool(plan.isUpToDate), "changes": .array(files),
        ]
    }

    private func warning(_ change: OutputPlan.Change) -> String {
        change.conflict == nil ? "" : " (changed by hand)"
    }

    private func difference(of change: OutputPlan.Change) -> String {
        let before = String(decoding: change.before ?? [], as: UTF8.self)
        let after = String(decoding: change.after ?? [], as: UTF8.self)
        return TextDifference(from: before, to: after).unified(
            from: change.before == nil ? "/dev/null" : "a/\(change.path)",
            to: change.after == nil ? "/dev/null" : "b/\(change.path)")
    }
}
