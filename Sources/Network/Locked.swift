internal import CShim
internal import Synchronization

/// A value that one thread at a time uses, as in `Mutex`, and that ThreadSanitizer understands: the standard library's
/// lock waits in code that is not instrumented, so that a contended one is taken for none.
package struct Locked<Value: Sendable>: ~Copyable, Sendable {
    private let mutex: Mutex<Value>

    /// Guards `value`.
    package init(_ value: Value) { mutex = Mutex(value) }

    /// Runs `body` while no other thread uses the value, and gives its result.
    package func withLock<Result: Sendable>(_ body: (inout Value) -> Result) -> Result {
        mutex.withLock { value in
            // The place of the value in the lock stands for the lock: it stays the same.
            withUnsafeMutablePointer(to: &value) { place in
                cshim_lock_taken(place)
                defer { cshim_lock_given_back(place) }
                return body(&place.pointee)
            }
        }
    }
}
