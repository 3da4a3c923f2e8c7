internal import Git
internal import SyncMetrics
import System

extension Metrics {
    /// Counts one sync.
    mutating func record(_ report: CycleReport, state: SyncState, now: Timestamp) {
        let status: String
        switch report.outcome {
        case .upToDate: status = "noop"
        case .published(let published):
            status = "success"
            record(published)
        case .failed(let error):
            status = "error"
            record(error)
        }
        add(to: .syncs, status)
        observe(report.duration.inSeconds, in: .syncDuration, status)
        if let transfer = report.transfer { record(transfer) }
        for call in report.credentialCalls { record(call) }
        recordTree(report)
        recordTimes(state)
    }

    private mutating func record(_ transfer: FetchResult) {
        add(to: .fetches)
        add(Double(transfer.receivedBytes), to: .fetchedBytes)
        add(Double(transfer.receivedObjects), to: .fetchedObjects)
    }

    private mutating func record(_ call: CredentialCalls.Call) {
        let status = call.hasSucceeded ? "success" : "error"
        switch call.server {
        case .askpass: add(to: .askpassCalls, status)
        case .gitHub: add(to: .gitHubTokenCalls, status)
        }
    }

    /// What readers see now.
    private mutating func recordTree(_ report: CycleReport) {
        if let tampering = report.tampering { add(Double(tampering.paths.count), to: .tamperedFiles) }
        if let held = report.held { set(.heldFiles, to: Double(held.count)) }
        if let live = report.live { setOnly(.published, to: 1, live.commit) }
        if let at = report.livePublished { set(.publishedAt, to: at.seconds) }
    }

    private mutating func record(_ published: Published) {
        add(Double(published.linked), to: .files, "linked")
        add(Double(published.written), to: .files, "written")
        if published.ancestry == .rewritten { add(to: .historyRewrites) }
        add(Double(published.largeFilePointers.count), to: .largeFilePointers)
        let age = published.at.since(Timestamp(seconds: published.commit.committer.time))
        observePushedToVisible(age.inSeconds)
    }

    private mutating func record(_ error: SyncError) {
        add(to: .failures, error.failure.rawValue, error.step.rawValue)
        for refusal in error.refusals { add(to: .gateRefusals, refusal.rule.rawValue) }
    }

    private mutating func recordTimes(_ state: SyncState) {
        set(.lastSuccess, to: state.lastSuccess?.seconds ?? 0)
        set(.failingSince, to: state.failingSince?.seconds ?? 0)
        set(.consecutiveFailures, to: Double(state.failuresInARow))
    }
}
