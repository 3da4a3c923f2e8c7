/// Room for one message: a newer one takes the place of one that nobody has taken yet, so that a slow receiver never
/// makes a queue and never slows the sender.
package actor LatestMailbox<Message: Sendable> {
    private var waiting: Message?
    private var receiver: CheckedContinuation<Message?, Never>?
    private var isClosed = false

    package init() {}

    package func put(_ message: Message) {
        if let receiver {
            self.receiver = nil
            receiver.resume(returning: message)
        } else {
            waiting = message
        }
    }

    /// Ends the receiver once it has taken what is waiting.
    package func close() {
        isClosed = true
        receiver?.resume(returning: nil)
        receiver = nil
    }

    /// The latest message; nil when the mailbox was closed and is empty.
    package func take() async -> Message? {
        if let message = waiting {
            waiting = nil
            return message
        }
        guard !isClosed else { return nil }
        return await withCheckedContinuation { receiver = $0 }
    }

    /// Whether a newer message makes the one at hand obsolete.
    package var hasNewer: Bool { waiting != nil }

    package var isClosing: Bool { isClosed }
}
