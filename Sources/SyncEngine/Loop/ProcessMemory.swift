internal import CSystem

/// What the process keeps between syncs. A sidecar waits most of its life, so what only a publish or the start needs
/// is given back after it.
package enum ProcessMemory {
    /// Makes all threads share one heap, which nothing here is busy enough to fight for; each further one would keep
    /// its own free pages. Call it before any other thread exists.
    package static func limitHeaps() { csystem_limit_heaps() }

    /// Gives back free pages of the heap, and pages of code, which the system has in its cache still.
    static func giveBack() { csystem_return_memory() }
}
