internal import System

/// Applies `Deadlines` to one transfer.
///
/// Only time spent waiting for the other side counts towards the first byte and a stall: a receiver that is
/// busy with what arrived does not make its sender late. `total` is a moment on the clock.
package struct TransferWatch {
    /// When the operation must be over.
    package let end: ContinuousClock.Instant
    private let stall: Deadlines.Stall
    private let firstByte: Duration

    private var isFlowing = false
    private var waited: Duration = .zero
    private var movedInWindow = 0
    private var mark: ContinuousClock.Instant?

    /// A watch on an exchange that has not begun, as part of an operation that ends at `end`.
    package init(_ deadlines: Deadlines, end: ContinuousClock.Instant) {
        self.end = end
        stall = deadlines.stall
        firstByte = deadlines.firstByte
    }

    /// Waits anew for a first byte, as after a request, with `allowance` for what has to come before it.
    package mutating func expectFirstByte(after allowance: Duration = .zero) {
        isFlowing = false
        waited = .zero - allowance
        mark = nil
    }

    /// Says that the wait is over for now: time up to `now` counts, and from here on it does not.
    package mutating func pause(at now: ContinuousClock.Instant) {
        if let mark { waited += now - mark }
        mark = nil
    }

    /// Says that `bytes` arrived.
    package mutating func received(_ bytes: Int) {
        if !isFlowing {
            isFlowing = true
            waited = .zero
            movedInWindow = 0
        }
        movedInWindow += bytes
    }

    /// Says that the request itself still moves, which puts off the first byte.
    package mutating func sent() {
        if !isFlowing { waited = min(waited, .zero) }
    }

    /// What is late at `now`, if anything is; counts the time since the last call as waited.
    package mutating func check(at now: ContinuousClock.Instant, isConnected: Bool = true) -> NetworkError.Kind? {
        if now >= end { return .timeout(.total) }
        // Until there is a connection only its own deadline runs.
        guard isConnected else { return nil }
        if let mark { waited += now - mark }
        mark = now
        guard isFlowing else { return waited >= firstByte ? .timeout(.firstByte) : nil }
        guard waited >= stall.window else { return nil }
        let needed = Double(stall.bytesPerSecond) * waited.inSeconds
        defer {
            waited = .zero
            movedInWindow = 0
        }
        return Double(movedInWindow) < needed ? .stalled : nil
    }

    /// How long a wait may last before the next `check`, in whole milliseconds from 1 to 100.
    ///
    /// The upper end bounds how late a cancelled task is noticed.
    package func nextCheck(after now: ContinuousClock.Instant) -> Int32 {
        let left = min(end - now, (isFlowing ? stall.window : firstByte) - waited)
        return Int32(max(1, min(100, left.inSeconds * 1000)))
    }
}

extension Duration {
    /// This duration in whole milliseconds, at least 1, as C libraries take a time limit.
    var milliseconds: Int { max(1, Int(min(inSeconds * 1000, 1e12))) }
}
