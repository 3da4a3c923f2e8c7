import Foundation

/// A program that a test runs to its end.
struct Program {
    static let tests = URL(filePath: #filePath).deletingLastPathComponent()
    private static let package = tests.deletingLastPathComponent().deletingLastPathComponent()

    let url: URL
    var environment: [String: String] = [:]

    struct Result {
        let status: Int32
        let output: String

        /// Whether a run of `airflow dags test` ends green.
        var endsInSuccess: Bool {
            output.split(separator: "\n").contains { $0.contains("Marking run") && $0.contains("> successful") }
        }

        var lastLine: String { output.split(separator: "\n").last.map(String.init) ?? "" }
    }

    /// A program of one of the Python environments that `Tests/run` makes.
    static func of(_ environment: String, _ name: String) -> Program {
        Program(url: package.appending(path: ".environments/\(environment)/bin/\(name)"))
    }

    /// Runs it with `arguments`; `timeout` of coreutils ends it and all that it started after `seconds`.
    func run(_ arguments: String..., in folder: URL? = nil, seconds: Int = 1_200) async throws -> Result {
        try await run(arguments, in: folder, seconds: seconds)
    }

    func run(_ arguments: [String], in folder: URL? = nil, seconds: Int = 1_200) async throws -> Result {
        let log = FileManager.default.temporaryDirectory.appending(path: "output-\(UUID().uuidString)")
        try Data().write(to: log)
        let handle = try FileHandle(forWritingTo: log)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/timeout")
        process.arguments = ["--kill-after=10", "\(seconds)", url.path] + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, own in own }
        process.currentDirectoryURL = folder
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = handle
        process.standardError = handle
        let status = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do { try withNoSignalBlocked { try process.run() } } catch { continuation.resume(throwing: error) }
        }
        let output = String(decoding: try Data(contentsOf: log), as: UTF8.self)
        try FileManager.default.removeItem(at: log)
        return Result(status: status, output: output)
    }
}

/// A folder that lives as long as the closure runs.
func withFolder<Value>(_ body: (URL) async throws -> Value) async throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appending(path: "dagc-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer {
        // What is left in the temporary folder changes no verdict.
        do { try FileManager.default.removeItem(at: folder) } catch { print("\(folder.path): \(error)") }
    }
    return try await body(folder)
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
