import Foundation

/// The real readers of generated Python: ruff and CPython.
enum PythonTools {
    struct MissingTool: Error, CustomStringConvertible {
        let description: String
    }

    struct Result {
        let status: Int32
        let output: String
    }

    static let packageRoot = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// `DAGC_RUFF`, or what `Tests/run` installs.
    static func ruff() throws -> String {
        let installed = packageRoot.appending(path: ".environments/ruff/bin/ruff").path
        let path = ProcessInfo.processInfo.environment["DAGC_RUFF"] ?? installed
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw MissingTool(description: "no ruff at \(path): run Tests/run once, or set DAGC_RUFF to ruff 0.17.5")
        }
        return path
    }

    /// The Python that stands beside ruff, which has PyYAML.
    static func python() throws -> String {
        let path = URL(filePath: try ruff()).deletingLastPathComponent().appending(path: "python").path
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw MissingTool(description: "no Python at \(path): run Tests/run once")
        }
        return path
    }

    static func run(_ program: String, _ arguments: [String], in folder: URL) throws -> Result {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.currentDirectoryURL = folder
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return Result(status: process.terminationStatus, output: String(decoding: output, as: UTF8.self))
    }

    /// Runs `body` with a fresh folder that is removed afterwards.
    static func withFolder<Value>(_ body: (URL) throws -> Value) throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: "dagc-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer {
            do { try FileManager.default.removeItem(at: folder) } catch { print("left behind: \(folder.path)") }
        }
        return try body(folder)
    }

    /// What `ruff format` would change in the files, as a diff; empty when nothing.
    static func formatDifference(in folder: URL) throws -> String {
        let result = try run(ruff(), ["format", "--isolated", "--no-cache", "--diff", "."], in: folder)
        return result.status == 0 ? "" : result.output
    }
}
