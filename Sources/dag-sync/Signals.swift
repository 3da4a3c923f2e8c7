import Glibc
import Network
import System

/// The signals of the process, read by the main thread, which has nothing else to do.
///
/// An asynchronous `main` would not do: it hands the main thread to libdispatch, which waits there with every signal
/// unblocked, so that the first one ends the process.
struct Signals {
    enum Signal: Sendable { case stop, sync }

    /// Every signal as it comes; SIGHUP asks for a sync, SIGTERM, SIGINT and SIGQUIT ask to stop.
    let stream: AsyncStream<Signal>
    private let continuation: AsyncStream<Signal>.Continuation
    private var set = sigset_t()
    private var syncSignals: Set = [SIGHUP]

    /// Keeps the signals from the calling thread and from all threads that it starts.
    init() {
        (stream, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(8))
        sigemptyset(&set)
        for signal in [SIGTERM, SIGINT, SIGQUIT, SIGHUP] { sigaddset(&set, signal) }
        // Nothing tells process 1 but this that a child of a program that ended before it has ended too.
        if OwnProcesses.areInherited { sigaddset(&set, SIGCHLD) }
        pthread_sigmask(SIG_BLOCK, &set, nil)
    }

    /// Lets another signal ask for a sync; only while no other thread exists.
    mutating func sync(on signal: Int32) {
        syncSignals.insert(signal)
        sigaddset(&set, signal)
        pthread_sigmask(SIG_BLOCK, &set, nil)
    }

    /// Reads signals on the calling thread until the process ends.
    mutating func read() -> Never {
        while true {
            var number: Int32 = 0
            guard sigwait(&set, &number) == 0 else { continue }
            if number == SIGCHLD {
                OwnProcesses.reapInherited()
                continue
            }
            continuation.yield(syncSignals.contains(number) ? .sync : .stop)
        }
    }
}
