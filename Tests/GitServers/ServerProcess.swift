internal import Glibc
internal import Synchronization

/// A server program that runs until its owner ends.
package final class ServerProcess: Sendable {
    private let process: SpawnedProcess
    private let hasEnded = Mutex(false)
    /// Where it listens, on 127.0.0.1.
    package let port: UInt16

    /// Starts `arguments` for each of a few free ports until one accepts connections.
    package init(log: String, _ arguments: (UInt16) throws -> [String]) throws {
        for _ in 0..<5 {
            let port = try Self.freePort()
            let output = open(log, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
            defer { close(output) }
            let process = try SpawnedProcess(arguments(port), output: output)
            if Self.accepts(port, while: process) {
                self.process = process
                self.port = port
                return
            }
            kill(process.id, SIGKILL)
            process.wait()
        }
        throw ProgramFailure(description: "the server does not start: \(try run("cat", log))")
    }

    deinit { stop() }

    /// Ends the server now.
    package func stop() {
        hasEnded.withLock { hasEnded in
            guard !hasEnded else { return }
            kill(process.id, SIGTERM)
            process.wait()
            hasEnded = true
        }
    }

    private static func accepts(_ port: UInt16, while process: SpawnedProcess) -> Bool {
        for _ in 0..<3000 where process.isRunning {
            if let connection = try? LoopbackSocket(connectingTo: port) {
                connection.close()
                return true
            }
            usleep(20_000)
        }
        return false
    }

    private static let given = Mutex<Set<UInt16>>([])

    /// A port that nothing listens on and that nobody was given before. It lies below those that the system hands to
    /// outgoing connections, so that it stays free until it is used.
    package static func freePort() throws -> UInt16 {
        for _ in 0..<1000 {
            let port = UInt16.random(in: 10_000..<32_000)
            guard given.withLock({ $0.insert(port).inserted }) else { continue }
            let socket = try LoopbackSocket()
            defer { socket.close() }
            if (try? socket.listen(on: port)) != nil { return port }
        }
        throw ProgramFailure(description: "no port is free")
    }
}
