import Foundation

/// A program with its arguments and its whole environment, run to its end or to a deadline.
struct Command: Sendable {
    let program: URL
    let arguments: [String]
    let environment: [String: String]

    /// Longer than anything takes on a machine that does much else, so that only what hangs is ended.
    static let patience: Duration = .seconds(1_200)

    /// What a command left behind.
    struct Result: Sendable {
        let status: Int32
        let output: String
        let errors: String

        /// The last line on standard output, where the Python programs of these tests put their JSON.
        var lastLine: String { output.split(separator: "\n").last.map(String.init) ?? "" }
    }

    /// Runs the command and waits without blocking a thread.
    ///
    /// `timeout` of coreutils leads a process group of its own, so that a deadline also ends grandchildren such
    /// as the Java process of a Spark driver; the status is then 124.
    func run(deadline: Duration = Self.patience) async throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "command-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer {
            // Captured output only; a leftover in the temporary folder changes no verdict.
            do { try FileManager.default.removeItem(at: folder) } catch { print("\(folder.path): \(error)") }
        }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/timeout")
        process.arguments = ["--kill-after=10", "\(deadline.components.seconds)", program.path] + arguments
        process.environment = environment
        process.currentDirectoryURL = folder
        process.standardInput = FileHandle.nullDevice
        // Files, not pipes: a grandchild that keeps a pipe open would hold up the reader.
        let output = folder.appending(path: "output")
        let errors = folder.appending(path: "errors")
        process.standardOutput = try Self.newFile(output)
        process.standardError = try Self.newFile(errors)
        let status = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do { try withNoSignalBlocked { try process.run() } } catch { continuation.resume(throwing: error) }
        }
        return Result(status: status, output: try Self.text(output), errors: try Self.text(errors))
    }

    /// Runs the command and expects that it succeeds.
    @discardableResult
    func succeed(deadline: Duration = Self.patience) async throws -> Result {
        let result = try await run(deadline: deadline)
        guard result.status == 0 else { throw CommandFailure(command: self, result: result) }
        return result
    }

    private static func newFile(_ url: URL) throws -> FileHandle {
        try Data().write(to: url)
        return try FileHandle(forWritingTo: url)
    }

    private static func text(_ url: URL) throws -> String {
        String(decoding: try Data(contentsOf: url), as: UTF8.self)
    }
}

/// A child inherits the signal mask of the thread that starts it, and worker threads block nearly every signal:
/// without this, nothing in the child's tree could be terminated.
private func withNoSignalBlocked(_ body: () throws -> Void) rethrows {
    var none = sigset_t()
    var before = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try body()
}

struct CommandFailure: Error, CustomStringConvertible {
    let command: Command
    let result: Command.Result

    var description: String {
        """
        \(command.program.lastPathComponent) \(command.arguments.joined(separator: " ")) ended with \(result.status)
        \(result.output.suffix(4000))
        \(result.errors.suffix(4000))
        """
    }
}
