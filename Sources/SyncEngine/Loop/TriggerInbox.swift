/// Where signals and requests ask for a sync. Any number of asks while one sync runs become one more sync.
package actor TriggerInbox {
    private var pending: Trigger?
    private var waiter: CheckedContinuation<Trigger?, Never>?
    private var timer: Task<Void, Never>?

    package init() {}

    /// Asks for a sync as soon as the one that runs has ended.
    package func post(_ trigger: Trigger) {
        if waiter == nil { pending = trigger } else { resume(with: trigger) }
    }

    /// The next ask, or nil when none came within `limit` or the task was cancelled.
    package func next(within limit: Duration) async -> Trigger? {
        if let trigger = pending {
            pending = nil
            return trigger
        }
        guard !Task.isCancelled else { return nil }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                waiter = continuation
                timer = Task {
                    do { try await Task.sleep(for: limit) } catch { return }
                    resume(with: nil)
                }
            }
        } onCancel: {
            Task { await self.resume(with: nil) }
        }
    }

    private func resume(with trigger: Trigger?) {
        timer?.cancel()
        timer = nil
        waiter?.resume(returning: trigger)
        waiter = nil
    }
}
