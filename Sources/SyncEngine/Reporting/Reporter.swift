internal import Git
package import Network

/// The only one that turns reports into metrics, log lines, alerts and health; it works on a thread of its own, so
/// that health is answered whatever a sync waits for.
package actor Reporter {
    package struct Settings: Sendable {
        package var repository: String
        package var ref: String
        package var instance: String
        /// Age of the last success up to which readers may rely on the tree.
        package var maxStaleness: Duration
        /// Holds the last error as JSON while there is one.
        package var errorFile: String?
        package var alerts: AlertPolicy.Settings

        package init(repository: String, ref: String, instance: String, maxStaleness: Duration) {
            self.repository = repository
            self.ref = ref
            self.instance = instance
            self.maxStaleness = maxStaleness
            alerts = AlertPolicy.Settings(staleAfter: maxStaleness)
        }
    }

    private let settings: Settings
    private let log: Log
    private let executor = ThreadExecutor(name: "report")
    private var state: SyncState
    private var metrics = Metrics()
    private var policy: AlertPolicy
    private var isServing: Bool
    private var expectedBy = ContinuousClock.now + .seconds(60)
    private var outbox: [LatestDelivery<Alert>] = []

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// - Parameter isServing: whether a tree from an earlier run is live already.
    package init(_ settings: Settings, log: Log, isServing: Bool, started: Timestamp = .now()) {
        self.settings = settings
        self.log = log
        self.isServing = isServing
        state = SyncState(started: started)
        policy = AlertPolicy(settings.alerts)
    }

    /// Starts to deliver alerts; every channel has a task of its own.
    package func deliver(to channels: [AlertChannel], with makeClient: @Sendable () -> HTTPClient) {
        outbox = channels.map { channel in
            let client = makeClient()
            return LatestDelivery(attempts: 6, pause: .seconds(2), growth: 3) { [weak self] alert in
                await self?.deliver(alert, to: channel, with: client) ?? true
            }
        }
    }

    private nonisolated func deliver(_ alert: Alert, to channel: AlertChannel, with client: HTTPClient) async -> Bool {
        do {
            try await channel.deliver(alert, with: client)
            await delivered(alert, to: channel, error: nil)
            return true
        } catch let error as NetworkError {
            // The subject of the error is an address, which is a secret for most channels.
            await delivered(alert, to: channel, error: error.kind.description)
            return false
        } catch {
            await delivered(alert, to: channel, error: "\(error)")
            return false
        }
    }

    private func delivered(_ alert: Alert, to channel: AlertChannel, error: String?) {
        let labels = "channel=\"\(channel.name)\",status=\"\(error == nil ? "success" : "error")\""
        metrics.add(to: "dag_sync_alert_deliveries_total", labels, help: "Attempts to deliver a notice.")
        let fields: [(String, JSONValue)] = [
            ("channel", .string(channel.name)), ("kind", .string(alert.kind.rawValue)),
        ]
        if let error {
            log.write(.error, "alert not delivered", fields + [("error", .string(error))])
        } else {
            log.write(.info, "alert delivered", fields)
        }
    }

    /// Takes in one sync.
    package func report(_ report: CycleReport, now: Timestamp = .now()) async {
        let lastSuccess = state.lastSuccess
        state.add(report, at: now)
        isServing = report.live != nil
        metrics.record(report, state: state, now: now)
        write(report)
        writeErrorFile(report.error)
        let notice = policy.notice(for: report, lastSuccess: lastSuccess ?? state.started, now: now)
        guard let notice else { return }
        let alert = alert(notice, report, lastSuccess: lastSuccess, now: now)
        log.write(.info, alert.title, [("alert", .string(alert.kind.rawValue))])
        for delivery in outbox { await delivery.send(alert) }
    }

    /// Waits until all notices have left, or `limit` has passed.
    package func finish(within limit: Duration) async {
        await withTaskGroup { group in
            for delivery in outbox { group.addTask { _ = await delivery.finish(within: limit) } }
        }
    }

    /// A hook has run.
    package func ran(hook: String, error: String?) {
        let labels = "name=\(Metrics.quoted(hook)),status=\"\(error == nil ? "success" : "error")\""
        metrics.add(to: "git_sync_hook_run_count_total", labels, help: "How many hook runs completed.")
        if let error {
            log.write(.error, "hook failed", [("hook", .string(hook)), ("error", .string(error))])
        } else {
            log.write(.debug, "hook done", [("hook", .string(hook))])
        }
    }

    /// Says when the loop will show a sign of life again; `isAlive` is false after that.
    package func expectSign(within limit: Duration) { expectedBy = .now + limit }
}

extension Reporter {
    /// Whether the loop makes progress.
    package var isAlive: Bool { .now < expectedBy }

    /// Whether readers have a tree that was known to be the newest a short while ago.
    package var isReady: Bool { isReady(at: .now()) }

    /// Whether readers have a tree at all: what git-sync's `/` answers.
    package var hasTree: Bool { isServing }

    private func isReady(at now: Timestamp) -> Bool {
        isServing && state.lastSuccess != nil && state.staleness(at: now) <= settings.maxStaleness
    }

    package func status(now: Timestamp = .now()) -> JSONValue {
        state.status(repository: settings.repository, ref: settings.ref, at: now, isReady: isReady(at: now))
    }

    package func metricsText(now: Timestamp = .now()) -> String {
        metrics.set(
            state.staleness(at: now).inSeconds, "dag_sync_staleness_seconds",
            help: "Age of the last sync that found or made the link lead to the ref's commit.")
        metrics.set(isReady(at: now) ? 1 : 0, "dag_sync_ready", help: "Whether /readyz says yes.")
        return metrics.text
    }

    private func alert(
        _ notice: (kind: Alert.Kind, failingSince: Timestamp), _ report: CycleReport, lastSuccess: Timestamp?,
        now: Timestamp
    ) -> Alert {
        let failure = report.error.map {
            Alert.Failure(step: $0.step.rawValue, failureClass: $0.failure, message: $0.message)
        }
        return Alert(
            kind: notice.kind, repository: settings.repository, ref: settings.ref, instance: settings.instance,
            commit: report.wanted?.description, author: report.commit?.author.name, summary: report.commit?.summary,
            failure: failure, lastGood: report.live?.commit, lastSuccessAge: lastSuccess.map { now.since($0) },
            failingSince: notice.failingSince, at: now)
    }

    private func write(_ report: CycleReport) {
        for warning in report.warnings { log.write(.error, warning) }
        let seconds = ("seconds", JSONValue.number(report.duration.inSeconds))
        switch report.outcome {
        case .upToDate:
            log.write(.debug, "up to date", [("commit", report.live.map { .string($0.commit) } ?? .null), seconds])
        case .published(let published):
            log.write(
                .info, "published",
                [
                    ("commit", .string(published.commit.id.description)),
                    ("replaced", published.replaced.map(JSONValue.string) ?? .null),
                    ("linked", .integer(Int64(published.linked))), ("written", .integer(Int64(published.written))),
                    seconds,
                ])
            if !published.tampered.isEmpty {
                let paths = published.tampered.prefix(20).map(JSONValue.string)
                log.write(
                    .error, "published files were changed by hand; they are whole again", [("paths", .array(paths))])
            }
        case .failed(let error):
            log.write(
                .error, "sync failed",
                [
                    ("step", .string(error.step.rawValue)), ("class", .string(error.failure.rawValue)),
                    ("error", .string(error.message)), ("advice", .string(error.failure.advice)),
                    ("failuresInARow", .integer(Int64(state.failuresInARow))), seconds,
                ])
        }
    }

    /// `Msg`, `Err` and `Args` are the members of git-sync's error file.
    private func writeErrorFile(_ error: SyncError?) {
        guard let path = settings.errorFile else { return }
        let files = FileSystem()
        do throws(FileSystemError) {
            if let error {
                let document = JSONValue.object([
                    ("Msg", .string("sync failed")), ("Err", .string(error.message)),
                    (
                        "Args",
                        .object([("step", .string(error.step.rawValue)), ("class", .string(error.failure.rawValue))])
                    ),
                ])
                let temporary = "\(path).\(UniqueName.random())"
                try files.write(Array(document.text.utf8), to: temporary)
                try files.rename(temporary, to: path)
            } else if try files.status(path) != nil {
                try files.remove(path)
            }
        } catch {
            log.write(.error, "the error file cannot be written", [("error", .string(error.description))])
        }
    }
}
