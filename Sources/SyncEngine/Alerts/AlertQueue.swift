import System

/// What one channel still has to be told. A value without a clock of its own: it keeps the latest notice of each
/// trouble, hands out what waits together, and no more messages than the receiver is to get.
package struct AlertQueue: Sendable {
    package struct Settings: Sendable, Equatable {
        /// Milder notices are not told.
        package var minimum: Alert.Severity
        /// Messages in an hour, as a long-term mean and all at once.
        package var messagesPerHour: Int

        package init(minimum: Alert.Severity = .info, messagesPerHour: Int = 20) {
            self.minimum = minimum
            self.messagesPerHour = messagesPerHour
        }
    }

    private let settings: Settings
    private var waiting: [Alert] = []
    /// Troubles that the receiver may know of, whose end it has to be told too.
    private var open: Set<String> = []
    /// Messages that may leave at `counted`.
    private var allowance: Double
    private var counted: ContinuousClock.Instant

    /// - Parameter open: the keys of what an earlier process told.
    package init(_ settings: Settings, open: Set<String> = [], now: ContinuousClock.Instant = .now) {
        self.settings = settings
        self.open = open
        allowance = Double(settings.messagesPerHour)
        counted = now
    }

    package var isEmpty: Bool { waiting.isEmpty }

    /// Takes in a notice; it replaces an older one of the same trouble that has not left.
    package mutating func put(_ alert: Alert) {
        let key = alert.deduplicationKey
        let isOpen = open.contains(key)
        guard isOpen || alert.severity >= settings.minimum else { return }
        waiting.removeAll { $0.deduplicationKey == key }
        // The end of what was never told is no news.
        if alert.event != .recovered || isOpen { waiting.append(alert) }
    }

    /// Everything that waits, if a message may leave now.
    package mutating func take(now: ContinuousClock.Instant) -> [Alert] {
        guard !waiting.isEmpty else { return [] }
        refill(now)
        guard allowance >= 1 else { return [] }
        allowance -= 1
        return takeAll()
    }

    /// Everything that waits, for a last message.
    package mutating func takeAll() -> [Alert] {
        defer { waiting = [] }
        for alert in waiting {
            if alert.event == .recovered {
                open.remove(alert.deduplicationKey)
            } else {
                open.insert(alert.deduplicationKey)
            }
        }
        return waiting
    }

    /// Takes back what could not be delivered, unless there is newer; the receiver may have got it all the same.
    package mutating func giveBack(_ alerts: [Alert]) {
        let newer = Set(waiting.map(\.deduplicationKey))
        open.formUnion(alerts.map(\.deduplicationKey))
        waiting = alerts.filter { !newer.contains($0.deduplicationKey) } + waiting
    }

    /// How long until a message may leave.
    package func wait(now: ContinuousClock.Instant) -> Duration {
        var future = self
        future.refill(now)
        let missing = max(0, 1 - future.allowance)
        return .seconds(missing * 3600 / Double(settings.messagesPerHour))
    }

    private mutating func refill(_ now: ContinuousClock.Instant) {
        let gained = counted.duration(to: now).inSeconds * Double(settings.messagesPerHour) / 3600
        allowance = min(Double(settings.messagesPerHour), allowance + max(0, gained))
        counted = max(counted, now)
    }
}
