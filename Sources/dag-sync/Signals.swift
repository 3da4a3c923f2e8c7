import Glibc
import Network

/// Reads the signals of the process on a thread of its own, where waiting for one disturbs nobody.
actor Signals {
    enum Signal: Sendable { case stop, sync }

    private let executor = ThreadExecutor(name: "signals")

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Keeps the signals from the calling thread and from all threads that it starts.
    init() {
        var set = Self.set
        pthread_sigmask(SIG_BLOCK, &set, nil)
    }

    /// Waits for the next signal: SIGHUP asks for a sync, SIGTERM and SIGINT ask to stop.
    func next() -> Signal {
        var set = Self.set
        var number: Int32 = 0
        while sigwait(&set, &number) != 0 {}
        return number == SIGHUP ? .sync : .stop
    }

    private static var set: sigset_t {
        var set = sigset_t()
        sigemptyset(&set)
        for signal in [SIGTERM, SIGINT, SIGHUP] { sigaddset(&set, signal) }
        return set
    }
}
