package import Documents
internal import Git
package import Network
internal import SyncMetrics
import System

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
        /// Holds what was told and lasts, for the next process; nil keeps it in memory alone.
        package var alertFile: String?

        package init(repository: String, ref: String, instance: String, maxStaleness: Duration) {
            self.repository = repository
            self.ref = ref
            self.instance = instance
            self.maxStaleness = maxStaleness
            alerts = AlertPolicy.Settings(escalateAfter: maxStaleness)
        }
    }

    private let settings: Settings
    private let log: Log
    private let errorFile: ErrorFile?
    private let executor = ThreadExecutor(name: "report")
    private var state: SyncState
    private var metrics = Metrics()
    private var policy: AlertPolicy
    private let memory: AlertMemory?
    private var remembered: [AlertPolicy.Open]
    private var isServing: Bool
    private var expectedBy = ContinuousClock.now + .seconds(60)
    private var outbox: [AlertDelivery] = []

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// - Parameter isServing: whether a tree from an earlier run is live already.
    package init(_ settings: Settings, log: Log, isServing: Bool, started: Timestamp = .now()) {
        self.settings = settings
        self.log = log
        errorFile = settings.errorFile.map(ErrorFile.init)
        self.isServing = isServing
        state = SyncState(started: started)
        memory = settings.alertFile.map { AlertMemory(path: $0, instance: settings.instance) }
        remembered = memory?.read() ?? []
        policy = AlertPolicy(settings.alerts, open: remembered)
    }

    /// Starts to deliver alerts; every channel has a task of its own.
    package func deliver(
        to channels: [(channel: any AlertChannel, queue: AlertQueue.Settings)],
        with makeClient: @Sendable () -> HTTPClient
    ) {
        outbox = channels.map { channel, queue in
            let client = makeClient()
            let told = remembered.filter { $0.severity >= queue.minimum }.map { key(of: $0.condition) }
            return AlertDelivery(AlertQueue(queue, open: Set(told))) { [weak self] alerts in
                await self?.deliver(alerts, to: channel, with: client) ?? true
            }
        }
    }

    private nonisolated func deliver(
        _ alerts: [Alert], to channel: any AlertChannel, with client: HTTPClient
    ) async -> Bool {
        do {
            try await channel.deliver(alerts, with: client)
            await delivered(alerts, to: channel, error: nil)
            return true
        } catch let error as NetworkError {
            await delivered(alerts, to: channel, error: error.withoutAddress)
            return false
        } catch {
            await delivered(alerts, to: channel, error: "\(error)")
            return false
        }
    }

    private func delivered(_ alerts: [Alert], to channel: any AlertChannel, error: String?) {
        let name = type(of: channel).name
        metrics.add(to: .alertDeliveries, name, error == nil ? "success" : "error")
        let fields: [(String, Document)] = [
            ("channel", .string(name)),
            ("alerts", .array(alerts.map { .string("\($0.condition.rawValue) \($0.event.rawValue)") })),
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
        log.write(report, failuresInARow: state.failuresInARow)
        do throws(FileSystemError) { try errorFile?.show(report.error) } catch {
            log.write(.error, "the error file cannot be written", [("error", .string(error.description))])
        }
        for notice in policy.notices(for: report, now: now) { await tell(notice, lastSuccess: lastSuccess, now: now) }
        remember()
    }

    private func remember() {
        guard policy.open != remembered else { return }
        remembered = policy.open
        do throws(FileSystemError) { try memory?.write(remembered) } catch {
            log.write(.error, "what was told cannot be kept for a restart", [("error", .string(error.description))])
        }
    }

    private func key(of condition: Alert.Condition) -> String {
        Alert.key(of: condition, instance: settings.instance, repository: settings.repository, ref: settings.ref)
    }

    private func tell(_ notice: AlertPolicy.Notice, lastSuccess: Timestamp?, now: Timestamp) async {
        let last = state.last
        let alert = Alert(
            condition: notice.condition, event: notice.event, severity: notice.severity,
            repository: settings.repository, ref: settings.ref, instance: settings.instance, trouble: notice.trouble,
            lastGood: last?.live?.commit, lastGoodAge: last?.livePublished.map { now.since($0) },
            lastSuccessAge: lastSuccess.map { now.since($0) }, since: notice.since, at: now)
        metrics.add(to: .alerts, alert.condition.rawValue, alert.event.rawValue)
        log.write(
            .info, alert.title,
            [
                ("alert", .string(alert.condition.rawValue)), ("event", .string(alert.event.rawValue)),
                ("severity", .string(alert.severity.rawValue)),
            ])
        for delivery in outbox { await delivery.send(alert) }
    }

    /// Waits until all notices have left, or `limit` has passed.
    package func finish(within limit: Duration) async {
        await withTaskGroup { group in
            for delivery in outbox { group.addTask { await delivery.finish(within: limit) } }
        }
    }

    /// A hook has run.
    package func ran(hook: String, error: String?, after published: PublishNotice, now: Timestamp = .now()) async {
        metrics.add(to: .hookRuns, hook, error == nil ? "success" : "error")
        let fields: [(String, Document)] = [("hook", .string(hook)), ("commit", .string(published.commit))]
        if let error {
            log.write(.error, "hook failed", fields + [("error", .string(error))])
        } else {
            log.write(.debug, "hook done", fields)
        }
        guard let notice = policy.notice(hook: hook, error: error, after: published, now: now) else { return }
        await tell(notice, lastSuccess: state.lastSuccess, now: now)
        remember()
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

    package func status(now: Timestamp = .now()) -> Document {
        state.status(repository: settings.repository, ref: settings.ref, at: now, isReady: isReady(at: now))
    }

    package func metricsText(now: Timestamp = .now()) -> String {
        metrics.set(.staleness, to: state.staleness(at: now).inSeconds)
        metrics.set(.ready, to: isReady(at: now) ? 1 : 0)
        return metrics.text
    }
}
