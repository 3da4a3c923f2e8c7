import Foundation

/// A program that is run to its end.
struct ChildProcess {
    /// The first is the program, found through the search path.
    let arguments: [String]
    let environment: [String: String]

    struct Ended {
        let status: Int32
        let output: String
        let errors: String
    }

    /// Runs it with no input. What it writes goes to files, since a pipe that nobody reads would stop it.
    func run() async throws -> Ended {
        let folder = FileManager.default.temporaryDirectory.appending(path: "dagc-child-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let (output, errors) = (folder.appending(path: "output"), folder.appending(path: "errors"))
        for file in [output, errors] { try Data().write(to: file) }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        let status = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
        let ended = Ended(
            status: status, output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
        try FileManager.default.removeItem(at: folder)
        return ended
    }
}
