/// Delivers the notices of one channel on a task of its own, so that a slow or dead receiver slows nothing else.
/// What could not be delivered is tried again until something newer takes its place.
package struct AlertDelivery: Sendable {
    /// Tells the receiver; false means that it has to be tried again.
    package typealias Attempt = @Sendable ([Alert]) async -> Bool

    private let outbox: AlertOutbox
    private let task: Task<Void, Never>

    /// - Parameters:
    ///   - queue: what the channel still has to be told; empty at first.
    ///   - pause: after the first failed try; each further one is three times as long, up to five minutes.
    package init(_ queue: AlertQueue, pause: Duration = .seconds(2), attempt: @escaping Attempt) {
        let outbox = AlertOutbox(queue)
        self.outbox = outbox
        task = Task {
            var wait = Duration.zero
            while let alerts = await outbox.next(after: wait) {
                if await attempt(alerts) {
                    wait = .zero
                } else {
                    wait = wait == .zero ? pause : min(wait * 3, .seconds(300))
                    await outbox.giveBack(alerts)
                }
            }
        }
    }

    package func send(_ alert: Alert) async { await outbox.put(alert) }

    /// Waits until what was sent is delivered, or `limit` has passed. What waits is tried once more and not again.
    package func finish(within limit: Duration) async {
        await outbox.close()
        let timer = Task { [task] in
            do { try await Task.sleep(for: limit) } catch { return }
            task.cancel()
        }
        defer { timer.cancel() }
        await task.value
    }
}

/// The queue of one channel, and the sender that waits at it.
private actor AlertOutbox {
    private var queue: AlertQueue
    private var isClosed = false
    private var sender: CheckedContinuation<Void, Never>?
    private var timer: Task<Void, Never>?

    init(_ queue: AlertQueue) {
        self.queue = queue
    }

    func put(_ alert: Alert) {
        queue.put(alert)
        wake()
    }

    func giveBack(_ alerts: [Alert]) {
        if !isClosed { queue.giveBack(alerts) }
    }

    func close() {
        isClosed = true
        wake()
    }

    /// What has to be told next, not before `pause` is over; nil when nothing more will come.
    func next(after pause: Duration) async -> [Alert]? {
        let earliest = ContinuousClock.now + pause
        while !isClosed {
            let now = ContinuousClock.now
            if now >= earliest {
                let alerts = queue.take(now: now)
                if !alerts.isEmpty { return alerts }
            }
            // An empty queue waits for the next notice alone.
            await sleep(queue.isEmpty ? nil : max(now.duration(to: earliest), queue.wait(now: now)))
        }
        return queue.isEmpty ? nil : queue.takeAll()
    }

    private func sleep(_ limit: Duration?) async {
        await withCheckedContinuation { continuation in
            sender = continuation
            guard let limit else { return }
            timer = Task {
                do { try await Task.sleep(for: max(limit, .milliseconds(1))) } catch { return }
                wake()
            }
        }
    }

    private func wake() {
        timer?.cancel()
        timer = nil
        sender?.resume()
        sender = nil
    }
}
