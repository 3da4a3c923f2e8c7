extension Alert {
    /// One line that says what is the matter.
    package var title: String {
        switch kind {
        case .failing: "dag-sync cannot publish \(repository) \(ref)"
        case .reminder: "dag-sync still cannot publish \(repository) \(ref)"
        case .stale: "DAGs are stale: dag-sync has not published \(repository) \(ref) for too long"
        case .recovered: "dag-sync publishes \(repository) \(ref) again"
        }
    }

    /// What happened, where, and what to do now: one fact a line.
    package var details: [(name: String, value: String)] {
        var lines = [("repository", repository), ("ref", ref)]
        if let commit {
            let by = author.map { " by \($0)" } ?? ""
            lines.append(("commit", "\(commit)\(by)\(summary.map { ": \($0)" } ?? "")"))
        }
        if let failure {
            lines.append(("step", "\(failure.step) (\(failure.failureClass.rawValue))"))
            lines.append(("error", failure.message))
        }
        lines.append(("failing since", failingSince.rfc3339))
        if failure != nil { lines.append(("last good commit", lastGoodText)) }
        lines.append(("instance", instance))
        if let failure { lines.append(("do now", failure.failureClass.advice)) }
        return lines
    }

    private var lastGoodText: String {
        guard let lastGood else { return "none: nothing is published" }
        let age = lastSuccessAge.map { "last checked \($0.roughly) ago" } ?? "not checked since the start"
        return "\(lastGood), still served, \(age)"
    }
}

extension Duration {
    /// The duration as people say it, in its largest unit.
    var roughly: String {
        let seconds = components.seconds
        return switch seconds {
        case ..<120: "\(seconds) s"
        case ..<7200: "\(seconds / 60) min"
        case ..<172_800: "\(seconds / 3600) h"
        default: "\(seconds / 86400) days"
        }
    }
}
