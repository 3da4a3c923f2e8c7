import Diagnostics
import PipelineModel

/// What is promised for the day of a loss can be kept by the backups that there are.
enum BackupsKeepPromises: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        guard let operations = project.model.environment.operations,
            case .kubernetes(let platform)? = project.model.environment.cluster,
            let installation = platform.installation
        else { return }
        for component in operations.components {
            guard let problem = problem(of: component, installation.backups) else { continue }
            report.add(
                .missedRecovery, "component `\(component.name)` \(problem.words)", at: project.operations,
                fix: problem.fix)
        }
        guard let store = installation.backups else { return }
        if let kept = store.retention, kept.days < 1 || kept.least < 1 {
            report.add(
                .missedRecovery, "backups are kept for \(kept.days) days, and \(kept.least) at least",
                at: project.environment, fix: "keep them for a day or longer, and at least one")
        }
        if let copy = store.copy, bucket(of: copy) == bucket(of: store.address) {
            report.add(
                .backupBesideData, "backups and their copies lie in `\(bucket(of: copy))`", at: project.environment,
                fix: "name a bucket of another region for the copies")
        } else if store.copy == nil, let lasting = operations.components.first(where: { $0.holdsTheOnlyCopy }) {
            report.add(
                .backupBesideData, "backups of `\(lasting.name)` lie in one place only, `\(store.address)`",
                at: project.environment, fix: "add `copies:` with a bucket of another region")
        }
    }

    private static func problem(
        of component: ComponentModel, _ store: BackupStoreModel?
    ) -> (words: String, fix: String)? {
        guard let recovery = component.recovery else { return nil }
        guard let interval = component.backup?.interval, store != nil else {
            // What is made again from elsewhere loses nothing.
            if case .rebuilt? = component.backup { return nil }
            return (
                "is to lose no more than \(recovery.loss.lengthOfTime), and nothing backs it up",
                "say where to with `.backups(in:copies:by:)`, and how often with `backup:`"
            )
        }
        let most = interval + BackupTimes.longest(every: interval)
        guard most > recovery.loss else { return nil }
        return (
            "is to lose no more than \(recovery.loss.lengthOfTime); its backups are up to \(most.lengthOfTime) old when they are needed",
            "back it up more often, or promise less"
        )
    }

    private static func bucket(of address: String) -> String {
        address.split(separator: "/", omittingEmptySubsequences: false).prefix(3).joined(separator: "/")
    }
}

extension ComponentModel {
    fileprivate var holdsTheOnlyCopy: Bool { backup?.interval != nil && workload?.importance == .data }
}

/// When backups start and how long they may take.
package enum BackupTimes {
    /// Seconds between two restores of a backup that show that it can be restored.
    package static let drillInterval = 604_800
    /// What a drill pushes. Source: `store.sh` beside the scripts of backups.
    static let drillMetric = "dagc_restore_drill_last_success_timestamp_seconds"

    /// Seconds after which a backup is ended: it must be over when the next one starts.
    package static func longest(every interval: Int) -> Int { min(interval / 2, 3600) }

    /// The cron expression of what happens every so many seconds, in minutes that others have not.
    package static func cron(every interval: Int, offset: Int) -> String {
        let minutes = max(interval / 60, 1)
        if minutes < 60 { return "*/\(minutes) * * * *" }
        let minute = offset * 7 % 60
        if minutes < 1440 { return "\(minute) */\(minutes / 60) * * *" }
        return "\(minute) \(1 + offset % 4) * * *"
    }
}
