extension Alert {
    /// One line that says what is the matter.
    package var title: String {
        switch (condition, event) {
        case (.failing, .began): "dag-sync cannot publish \(place)"
        case (.failing, .reminder): "dag-sync still cannot publish \(place)"
        case (.failing, .escalated): "DAGs are stale: dag-sync has not published \(place) for too long"
        case (.failing, .recovered): "dag-sync publishes \(place) again"
        case (.tampered, .began): "DAG files of \(place) were changed by hand"
        case (.tampered, .reminder), (.tampered, .escalated):
            "DAG files of \(place) are changed by hand again and again"
        case (.tampered, .recovered): "The DAG files of \(place) are what was published again"
        case (.heldFiles, .began): "dag-sync holds broken DAG files of \(place) at their last good version"
        case (.heldFiles, .reminder): "dag-sync still holds broken DAG files of \(place)"
        case (.heldFiles, .escalated): "DAG files of \(place) have been broken for too long"
        case (.heldFiles, .recovered): "All DAG files of \(place) are published again"
        case (.hookFailing, .began): "A hook of dag-sync fails after it published \(place)"
        case (.hookFailing, .reminder): "A hook of dag-sync still fails after it published \(place)"
        case (.hookFailing, .escalated): "A hook of dag-sync has failed for too long after it published \(place)"
        case (.hookFailing, .recovered): "The hooks of dag-sync succeed again for \(place)"
        }
    }

    private var place: String { "\(repository) \(ref)" }

    /// What happened, where, and what to do now: one fact a line.
    package var details: [(name: String, value: String)] {
        var lines = [("severity", severity.rawValue), ("repository", repository), ("ref", ref)]
        if let commit = trouble.commit {
            let by = trouble.author.map { " by \($0)" } ?? ""
            lines.append(
                (
                    event == .recovered ? "failed commit" : "commit",
                    "\(commit)\(by)\(trouble.summary.map { ": \($0)" } ?? "")"
                ))
        }
        if event != .recovered {
            lines.append(("step", "\(trouble.step) (\(trouble.name))"))
            lines.append(("error", trouble.message))
        }
        lines.append(("since", "\(since.rfc3339), for \(at.since(since).roughly)"))
        lines.append((event == .recovered ? "published commit" : "last good commit", lastGoodText))
        lines.append(("instance", instance))
        if event != .recovered { lines.append(("do now", trouble.advice)) }
        return lines
    }

    private var lastGoodText: String {
        guard let lastGood else { return "none: nothing is published" }
        let age = lastGoodAge.map { ", published \($0.roughly) ago" } ?? ""
        guard event != .recovered else { return "\(lastGood)\(age)" }
        let check = lastSuccessAge.map { "known to be the newest \($0.roughly) ago" } ?? "not checked since the start"
        return "\(lastGood), still served\(age), \(check)"
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
