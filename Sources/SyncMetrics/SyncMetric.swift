/// Everything that dag-sync measures, under the names that `/metrics` shows. Alert rules and dashboards use these cases,
/// and `sync/METRICS.md` lists them. Names of git-sync are kept where it has the thing.
package enum SyncMetric: String, CaseIterable, Sendable {
    case syncs = "git_sync_count_total"
    case syncDuration = "git_sync_duration_seconds"
    case fetches = "git_fetch_count_total"
    case askpassCalls = "git_sync_askpass_calls"
    case gitHubTokenCalls = "git_sync_refresh_github_app_token_count"
    case hookRuns = "git_sync_hook_run_count_total"

    case failures = "dag_sync_failures_total"
    case consecutiveFailures = "dag_sync_consecutive_failures"
    case failingSince = "dag_sync_failing_since_timestamp_seconds"
    case lastSuccess = "dag_sync_last_success_timestamp_seconds"
    case staleness = "dag_sync_staleness_seconds"
    case ready = "dag_sync_ready"

    case published = "dag_sync_published_info"
    case publishedAt = "dag_sync_published_timestamp_seconds"
    case pushedToVisible = "dag_sync_pushed_to_visible_seconds"
    case files = "dag_sync_files_total"
    case heldFiles = "dag_sync_held_files"
    case tamperedFiles = "dag_sync_tampered_files_total"
    case largeFilePointers = "dag_sync_lfs_pointers_total"
    case historyRewrites = "dag_sync_history_rewrites_total"
    case gateRefusals = "dag_sync_gate_refusals_total"

    case fetchedBytes = "dag_sync_fetched_bytes_total"
    case fetchedObjects = "dag_sync_fetched_objects_total"

    case alerts = "dag_sync_alerts_total"
    case alertDeliveries = "dag_sync_alert_deliveries_total"

    /// The types of the text format of Prometheus.
    package enum Kind: String, Sendable {
        case counter, gauge, histogram
        /// Without quantiles: a sum and a count.
        case summary
    }

    package var name: String { rawValue }
}

extension SyncMetric {
    package var kind: Kind {
        switch self {
        case .syncs, .fetches, .askpassCalls, .gitHubTokenCalls, .hookRuns, .failures, .files, .tamperedFiles,
            .largeFilePointers, .historyRewrites, .gateRefusals, .fetchedBytes, .fetchedObjects, .alerts,
            .alertDeliveries:
            .counter
        case .consecutiveFailures, .failingSince, .lastSuccess, .staleness, .ready, .published, .publishedAt,
            .heldFiles:
            .gauge
        case .pushedToVisible: .histogram
        case .syncDuration: .summary
        }
    }

    /// Names of the labels, in the order in which they are shown.
    package var labels: [String] {
        switch self {
        case .syncs, .syncDuration, .askpassCalls, .gitHubTokenCalls: ["status"]
        case .hookRuns: ["name", "status"]
        case .failures: ["class", "step"]
        case .gateRefusals: ["rule"]
        case .published: ["commit"]
        case .files: ["how"]
        case .alerts: ["condition", "event"]
        case .alertDeliveries: ["channel", "status"]
        case .fetches, .consecutiveFailures, .failingSince, .lastSuccess, .staleness, .ready, .publishedAt,
            .pushedToVisible, .heldFiles, .tamperedFiles, .largeFilePointers, .historyRewrites, .fetchedBytes,
            .fetchedObjects:
            []
        }
    }

    /// One sentence, with the unit where the name has none.
    package var help: String {
        switch self {
        case .syncs: "How many syncs completed, by state."
        case .syncDuration: "Duration of syncs, by state."
        case .fetches: "How many fetches were made."
        case .askpassCalls: "How many times --askpass-url was asked."
        case .gitHubTokenCalls: "How many times a token of the GitHub App was asked for."
        case .hookRuns: "How many hook runs completed."
        case .failures: "Syncs that failed."
        case .consecutiveFailures: "Failures since the last success."
        case .failingSince: "Since when syncs fail; 0 while they succeed."
        case .lastSuccess: "When a sync last succeeded; 0 for never."
        case .staleness: "Age of the last sync that found or made the link lead to the ref's commit."
        case .ready: "Whether /readyz says yes."
        case .published: "The commit that readers see."
        case .publishedAt: "When the link was last switched; 0 for never."
        case .pushedToVisible:
            "From the committer's time to the switch of the link; whole seconds on the committer's side."
        case .files: "Files of published trees."
        case .heldFiles: "Files of the published commit that are held at an earlier version."
        case .tamperedFiles: "Published files that somebody changed."
        case .largeFilePointers: "Published files that say where Git LFS has their content."
        case .historyRewrites: "Published commits that do not follow the one before."
        case .gateRefusals: "Objections of the gate."
        case .fetchedBytes: "Bytes of packs received."
        case .fetchedObjects: "Objects received."
        case .alerts: "Notices by what they say."
        case .alertDeliveries: "Attempts to deliver notices."
        }
    }
}
