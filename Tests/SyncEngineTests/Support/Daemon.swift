import Foundation
import Network
import TestSupport

/// A running `dag-sync`, as a pod would run it.
final class Daemon: Sendable {
    private let process: Process
    private let log: String
    private let pipe = Pipe()

    /// A thread that ends while the process does leaves what OpenSSL keeps for it, which a search for leaks would report:
    /// `Tests/run` turns that search off.
    private static let defaults: [String: String] = {
        let sanitizer = ProcessInfo.processInfo.environment["ASAN_OPTIONS"].map { ["ASAN_OPTIONS": $0] } ?? [:]
        return sanitizer.merging(["PATH": "/usr/bin:/bin"]) { own, _ in own }
    }()

    /// - Parameters:
    ///   - environment: all of it, beside `PATH` and what a sanitizer is told.
    ///   - wrapper: a program, with its arguments, that is given the command to run.
    init(_ arguments: [String], environment: [String: String] = [:], log: String, under wrapper: [String] = []) throws {
        self.log = log
        process = Process()
        let command = wrapper + [BuiltProgram.dagSync.url.path] + arguments
        process.executableURL = URL(fileURLWithPath: command[0])
        process.arguments = Array(command.dropFirst())
        process.environment = environment.merging(Self.defaults) { own, _ in own }
        _ = FileManager.default.createFile(atPath: log, contents: nil)
        process.standardOutput = pipe
        process.standardError = FileHandle(forWritingAtPath: log)
        try process.run()
    }

    deinit { if process.isRunning { process.terminate() } }

    /// Everything that it wrote to standard error so far.
    func output() throws -> String { try text(log) }

    /// Everything that it writes to standard output until its end.
    func standardOutput() -> String { String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self) }

    var id: Int32 { process.processIdentifier }

    var isRunning: Bool { process.isRunning }

    func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    /// Waits for its end and gives the exit code, or the negative signal that ended it. The wait takes a thread of its
    /// own: servers of the tests may need those of Swift's pool before the process can end.
    func exitCode() async -> Int32 {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { [process] in
                process.waitUntilExit()
                continuation.resume()
            }
        }
        return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    }
}

struct NeverHappened: Error, CustomStringConvertible {
    let description: String
}

/// Waits until something is so; without it for so long, five minutes unless said otherwise, is a failure.
func until(
    _ what: String, within limit: Duration = .seconds(300), _ condition: () async throws -> Bool
) async throws {
    let end = ContinuousClock.now + limit
    while try await !condition() {
        guard ContinuousClock.now < end else { throw NeverHappened(description: "never happened: \(what)") }
        try await Task.sleep(for: .milliseconds(20))
    }
}

/// What the daemon answers at `path`; nil when nobody answers.
func ask(_ port: UInt16, _ path: String, _ client: HTTPClient) async -> HTTPResponse? {
    do { return try await client.send(HTTPRequest(.get, "http://127.0.0.1:\(port)\(path)")) } catch { return nil }
}
