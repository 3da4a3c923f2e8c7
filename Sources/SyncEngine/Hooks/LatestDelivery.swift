/// Delivers messages on a task of its own, each until it succeeds, it has been tried often enough, or a newer one
/// takes its place.
package struct LatestDelivery<Message: Sendable>: Sendable {
    /// How one message is delivered; false means that it may be tried again.
    package typealias Attempt = @Sendable (Message) async -> Bool

    private let mailbox = LatestMailbox<Message>()
    private let task: Task<Bool, Never>

    /// - Parameters:
    ///   - attempts: how often one message is tried.
    ///   - pause: between the first two tries.
    ///   - growth: by which factor each further pause is longer.
    package init(attempts: Int, pause: Duration, growth: Int, attempt: @escaping Attempt) {
        task = Task { [mailbox] in
            var hasSucceeded = true
            while let message = await mailbox.take() {
                var wait = pause
                hasSucceeded = await attempt(message)
                var tries = 1
                while !hasSucceeded, tries < attempts {
                    guard await !mailbox.hasNewer, await !mailbox.isClosing else { break }
                    do { try await Task.sleep(for: wait) } catch { return false }
                    guard await !mailbox.hasNewer else { break }
                    wait = min(wait * growth, .seconds(300))
                    hasSucceeded = await attempt(message)
                    tries += 1
                }
            }
            return hasSucceeded
        }
    }

    package func send(_ message: Message) async {
        await mailbox.put(message)
    }

    /// Waits until what was sent is delivered or given up, and says whether the last message arrived. A message that
    /// fails after this is not tried again.
    package func finish(within limit: Duration) async -> Bool {
        await mailbox.close()
        let timer = Task { [task] in
            do { try await Task.sleep(for: limit) } catch { return }
            task.cancel()
        }
        defer { timer.cancel() }
        return await task.value
    }
}
