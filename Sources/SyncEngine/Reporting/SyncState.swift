package import Documents
internal import Git
import System

/// What the reports so far add up to: freshness, failures in a row, and the last few syncs.
package struct SyncState: Sendable {
    /// Reports that `/status` remembers.
    private static let historyLimit = 20

    package let started: Timestamp
    package private(set) var lastSuccess: Timestamp?
    package private(set) var failingSince: Timestamp?
    package private(set) var failuresInARow = 0
    package private(set) var last: CycleReport?
    private var held: [HeldFile] = []
    private var history: [Document] = []

    package init(started: Timestamp) {
        self.started = started
    }

    mutating func add(_ report: CycleReport, at now: Timestamp) {
        if report.error == nil {
            lastSuccess = now
            failingSince = nil
            failuresInARow = 0
        } else {
            failingSince = failingSince ?? report.started
            failuresInARow += 1
        }
        last = report
        held = report.held ?? held
        guard isWorthRemembering(report) else { return }
        history.append(Self.summary(of: report))
        if history.count > Self.historyLimit { history.removeFirst() }
    }

    /// How long ago the ref's commit was last known to be the published one.
    package func staleness(at now: Timestamp) -> Duration { now.since(lastSuccess ?? started) }

    private func isWorthRemembering(_ report: CycleReport) -> Bool {
        if case .upToDate = report.outcome { return false }
        return true
    }

    package func status(repository: String, ref: String, at now: Timestamp, isReady: Bool) -> Document {
        func time(_ value: Timestamp?) -> Document { value.map { .string($0.rfc3339) } ?? .null }
        return .object([
            ("repository", .string(repository)), ("ref", .string(ref)), ("ready", .bool(isReady)),
            ("published", last?.live.map { .string($0.commit) } ?? .null),
            ("wanted", last?.wanted.map { .string($0.description) } ?? .null),
            ("started", .string(started.rfc3339)), ("lastSuccess", time(lastSuccess)),
            ("stalenessSeconds", .number(staleness(at: now).inSeconds)), ("failingSince", time(failingSince)),
            ("failuresInARow", .int(failuresInARow)),
            ("held", .array(held.map(\.document))),
            ("lastSync", last.map(Self.summary) ?? .null), ("history", .array(history.reversed())),
        ])
    }

    private static func summary(of report: CycleReport) -> Document {
        var members: [(String, Document)] = [
            ("at", .string(report.started.rfc3339)), ("trigger", .string(report.trigger.rawValue)),
            ("seconds", .number(report.duration.inSeconds)),
        ]
        switch report.outcome {
        case .upToDate: members.append(("outcome", .string("up-to-date")))
        case .published(let published):
            members += [
                ("outcome", .string("published")), ("commit", .string(published.commit.id.description)),
                ("replaced", published.replaced.map(Document.string) ?? .null),
                ("author", .string(published.commit.author.name)), ("summary", .string(published.commit.summary)),
                ("filesLinked", .int(published.linked)),
                ("filesWritten", .int(published.written)),
            ]
        case .failed(let error):
            members += [
                ("outcome", .string("failed")), ("step", .string(error.step.rawValue)),
                ("class", .string(error.failure.rawValue)), ("error", .string(error.message)),
                ("advice", .string(error.failure.advice)),
                ("commit", report.wanted.map { .string($0.description) } ?? .null),
            ]
        }
        return .object(members)
    }
}
