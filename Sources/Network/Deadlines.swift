/// How long each stage of a request may take. Every wait of this package is bounded by one.
package struct Deadlines: Sendable, Hashable {
    /// Name lookup, TCP and TLS together.
    package var connect: Duration
    /// From the request sent (or a request refused to be taken) to the first byte of the answer.
    package var firstByte: Duration
    /// The slowest transfer that is still waited for.
    package var stall: Stall
    /// The whole operation, from its first name lookup to its last byte.
    package var total: Duration

    /// A transfer stalls when it moves fewer than `bytesPerSecond` on average over `window`.
    package struct Stall: Sendable, Hashable {
        /// The average below which a transfer has stalled.
        package var bytesPerSecond: Int
        /// How long the average is taken over.
        package var window: Duration

        /// A limit of `bytesPerSecond` over `window`.
        package init(bytesPerSecond: Int, window: Duration) {
            self.bytesPerSecond = bytesPerSecond
            self.window = window
        }
    }

    /// Deadlines whose defaults suit a repository host on the internet.
    package init(
        connect: Duration = .seconds(10), firstByte: Duration = .seconds(30),
        stall: Stall = Stall(bytesPerSecond: 1000, window: .seconds(20)), total: Duration = .seconds(120)
    ) {
        self.connect = connect
        self.firstByte = firstByte
        self.stall = stall
        self.total = total
    }

    /// The stage whose deadline passed.
    package enum Stage: String, Sendable, Hashable {
        case connect
        case firstByte = "first byte"
        case total
    }
}
