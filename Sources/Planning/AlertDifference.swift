import CodeModels

/// An alert that is gained, lost, or raised at another time or for others than before.
package struct AlertDifference: Equatable, Sendable {
    package let action: ChangeAction
    /// What it is about, its name and its promise.
    package let id: String
    package let before: Side?
    package let after: Side?

    package struct Side: Equatable, Sendable {
        /// What has happened, with the bound.
        package let summary: String
        package let severity: String
        /// Who hears of it.
        package let receivers: [String]
    }

    /// In the order of their ids.
    static func all(from before: Document?, to after: Document?) -> [AlertDifference] {
        let (old, new) = (sides(before), sides(after))
        return Set(old.keys).union(new.keys).sorted().compactMap { id in
            let (earlier, later) = (old[id], new[id])
            guard earlier != later else { return nil }
            let action: ChangeAction = earlier == nil ? .added : later == nil ? .removed : .changed
            return AlertDifference(action: action, id: id, before: earlier?.side, after: later?.side)
        }
    }

    private struct Alert: Equatable {
        let side: Side
        let document: Document
    }

    private static func sides(_ document: Document?) -> [String: Alert] {
        var found: [String: Alert] = [:]
        for alert in document?["alerts"]?.elements ?? [] {
            guard let id = alert["id"]?.string else { continue }
            let side = Side(
                summary: alert["summary"]?.string ?? "", severity: alert["severity"]?.string ?? "",
                receivers: (alert["receivers"]?.elements ?? []).compactMap(\.string))
            found[id] = Alert(side: side, document: alert)
        }
        return found
    }
}
