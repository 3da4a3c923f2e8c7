internal import Glibc
internal import Synchronization

/// A program that runs until its owner ends, whether or not it listens anywhere.
package final class BackgroundProcess: Sendable {
    private let process: SpawnedProcess
    private let hasEnded = Mutex(false)

    /// Starts the program; `log` gets all that it says.
    package init(_ arguments: [String], log: String) throws {
        let output = open(log, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        defer { close(output) }
        process = try SpawnedProcess(arguments, output: output)
    }

    deinit { stop() }

    /// Its exit status once it has ended by itself; nil before that.
    package func exitStatus() -> Int32? {
        hasEnded.withLock { hasEnded in
            guard !hasEnded, let status = process.status() else { return nil }
            hasEnded = true
            return status
        }
    }

    /// Asks the program to end, and makes it after ten seconds.
    package func stop() {
        hasEnded.withLock { hasEnded in
            guard !hasEnded else { return }
            hasEnded = true
            kill(process.id, SIGTERM)
            for _ in 0..<500 {
                guard process.isRunning else { return }
                usleep(20_000)
            }
            kill(process.id, SIGKILL)
            process.wait()
        }
    }
}
