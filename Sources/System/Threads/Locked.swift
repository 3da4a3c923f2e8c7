internal import CSystem
internal import Synchronization

/// A value that one thread at a time uses, as in `Mutex`, and that ThreadSanitizer understands: the standard library's
/// lock waits in code that is not instrumented, so that a contended one is taken for none.
package struct Locked<Value: Sendable>: ~Copyable, Sendable {
    private final class Place: Sendable {}

    private let mutex: Mutex<Value>
    /// An address that stands for the lock; that of the value may not be asked for before the lock is known to be taken.
    private let place = Place()

    /// Guards `value`.
    package init(_ value: Value) { mutex = Mutex(value) }

    /// Runs `body` while no other thread uses the value, and gives its result.
    package func withLock<Result: Sendable>(_ body: (inout Value) -> Result) -> Result {
        let address = Unmanaged.passUnretained(place).toOpaque()
        return mutex.withLock { value in
            csystem_lock_taken(address)
            defer { csystem_lock_given_back(address) }
            return body(&value)
        }
    }
}
