internal import Git

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
        add(to: "git_sync_count_total", "status=\"\(status)\"", help: "How many syncs completed, by state.")
        observe(
            report.duration.inSeconds, "git_sync_duration_seconds", "status=\"\(status)\"",
            help: "Duration of syncs, by state.")
        if let transfer = report.transfer { record(transfer) }
        for call in report.credentialCalls { record(call) }
        recordTree(report)
        recordTimes(state)
    }

    private mutating func record(_ transfer: FetchResult) {
        add(to: "git_fetch_count_total", help: "How many fetches were made.")
        add(Double(transfer.receivedBytes), to: "dag_sync_fetched_bytes_total", help: "Bytes of packs received.")
        add(Double(transfer.receivedObjects), to: "dag_sync_fetched_objects_total", help: "Objects received.")
    }

    private mutating func record(_ call: CredentialCalls.Call) {
        let status = "status=\"\(call.hasSucceeded ? "success" : "error")\""
        switch call.server {
        case .askpass: add(to: "git_sync_askpass_calls", status, help: "How many times --askpass-url was asked.")
        case .gitHub:
            add(
                to: "git_sync_refresh_github_app_token_count", status,
                help: "How many times a token of the GitHub App was asked for.")
        }
    }

    /// What readers see now.
    private mutating func recordTree(_ report: CycleReport) {
        if let tampering = report.tampering {
            add(
                Double(tampering.paths.count), to: "dag_sync_tampered_files_total",
                help: "Published files that somebody changed.")
        }
        if let held = report.held {
            set(
                Double(held.count), "dag_sync_held_files",
                help: "Files of the published commit that are held at an earlier version.")
        }
        if let live = report.live {
            setOnly(
                1, "dag_sync_published_info", "commit=\(Self.quoted(live.commit))", help: "The commit that readers see."
            )
        }
    }

    private mutating func record(_ published: Published) {
        add(Double(published.linked), to: "dag_sync_files_total", "how=\"linked\"", help: "Files of published trees.")
        add(Double(published.written), to: "dag_sync_files_total", "how=\"written\"", help: "Files of published trees.")
        set(published.at.seconds, "dag_sync_published_timestamp_seconds", help: "When the link was last switched.")
        let age = published.at.since(Timestamp(seconds: published.commit.committer.time))
        observePushedToVisible(age.inSeconds)
    }

    private mutating func record(_ error: SyncError) {
        add(
            to: "dag_sync_failures_total", "class=\"\(error.failure.rawValue)\",step=\"\(error.step.rawValue)\"",
            help: "Syncs that failed.")
        for refusal in error.refusals {
            add(
                to: "dag_sync_gate_refusals_total", "rule=\"\(refusal.rule.rawValue)\"",
                help: "Objections of the gate.")
        }
    }

    private mutating func recordTimes(_ state: SyncState) {
        set(
            state.lastSuccess?.seconds ?? 0, "dag_sync_last_success_timestamp_seconds",
            help: "When a sync last succeeded; 0 for never.")
        set(
            state.failingSince?.seconds ?? 0, "dag_sync_failing_since_timestamp_seconds",
            help: "Since when syncs fail; 0 while they succeed.")
        set(Double(state.failuresInARow), "dag_sync_consecutive_failures", help: "Failures since the last success.")
    }
}
