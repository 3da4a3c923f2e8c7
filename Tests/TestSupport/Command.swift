package import Foundation
internal import Glibc

/// A program with its arguments and its whole environment, run to its end or to a deadline.
package struct Command: Sendable {
    package let program: URL
    package var arguments: [String]
    package var environment: [String: String]

    /// Longer than anything takes on a machine that does much else, so that only what hangs is ended.
    package static let patience: Duration = .seconds(1_200)

    /// - Parameter environment: all of it; that of the tests unless given.
    package init(
        program: URL, arguments: [String] = [],
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) {
        self.program = program
        self.arguments = arguments
        self.environment = environment
    }

    /// A program of the machine, looked up in `PATH`.
    package init(named name: String, _ arguments: [String] = []) {
        self.init(program: URL(filePath: "/usr/bin/env"), arguments: [name] + arguments)
    }

    /// What a command left behind.
    package struct Result: Sendable {
        package let status: Int32
        package let output: String
        package let errors: String

        /// The last line on standard output, where the Python programs of the tests put their JSON.
        package var lastLine: String { output.split(separator: "\n").last.map(String.init) ?? "" }

        /// Output and errors, for the account of a failure.
        package var account: String { output + errors }
    }

    /// Runs the command and waits without blocking a thread.
    ///
    /// `timeout` of coreutils leads a process group of its own, so that a deadline also ends grandchildren such
    /// as the Java process of a Spark driver; the status is then 124.
    ///
    /// - Parameters:
    ///   - more: arguments after those that the command has.
    ///   - folder: where it starts; one of its own unless given.
    ///   - input: a file that it reads as its standard input; nothing unless given.
    package func run(
        _ more: String..., in folder: URL? = nil, input: URL? = nil, deadline: Duration = Self.patience
    ) async throws -> Result {
        try await run(more, in: folder, input: input, deadline: deadline)
    }

    /// ``run(_:in:input:deadline:)-(String...,_,_,_)`` with the further arguments as a list.
    package func run(
        _ more: [String], in folder: URL? = nil, input: URL? = nil, deadline: Duration = Self.patience
    ) async throws -> Result {
        try await withTemporaryFolder { own in
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/timeout")
            process.arguments =
                ["--kill-after=10", "\(deadline.components.seconds)", program.path] + arguments + more
            process.environment = environment
            process.currentDirectoryURL = folder ?? own
            process.standardInput = try input.map { try FileHandle(forReadingFrom: $0) } ?? .nullDevice
            // Files, not pipes: a grandchild that keeps a pipe open would hold up the reader.
            let (output, errors) = (own.appending(path: "output"), own.appending(path: "errors"))
            process.standardOutput = try Self.newFile(output)
            process.standardError = try Self.newFile(errors)
            let status = try await withCheckedThrowingContinuation { continuation in
                process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
                do { try withNoSignalBlocked { try process.run() } } catch { continuation.resume(throwing: error) }
            }
            return Result(status: status, output: try Self.text(output), errors: try Self.text(errors))
        }
    }

    /// Runs the command and expects that it succeeds.
    @discardableResult
    package func succeed(
        _ more: String..., in folder: URL? = nil, input: URL? = nil, deadline: Duration = Self.patience
    ) async throws -> Result {
        let result = try await run(more, in: folder, input: input, deadline: deadline)
        guard result.status == 0 else { throw CommandFailure(command: self, more: more, result: result) }
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

/// A command that was to succeed and did not.
package struct CommandFailure: Error, CustomStringConvertible {
    let command: Command
    let more: [String]
    let result: Command.Result

    package var description: String {
        """
        \(command.program.lastPathComponent) \((command.arguments + more).joined(separator: " ")) \
        ended with \(result.status)
        \(result.output.suffix(4000))
        \(result.errors.suffix(4000))
        """
    }
}
