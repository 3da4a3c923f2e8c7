import Foundation
import TestSupport

/// A copy of this package whose pipelines a test may change. It is kept from run to run, so that it builds quickly.
struct PackageCopy {
    let folder = TestEnvironment.package.appending(path: ".build/package-copy")

    /// Brings the copy to the present sources; files that did not change keep their time.
    init() async throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let parts = ["Package.swift", "Sources", "pipelines", "Tests"].map {
            TestEnvironment.package.appending(path: $0).path
        }
        try await Command(
            program: URL(filePath: "/usr/bin/rsync"), arguments: ["-a", "--delete"] + parts + [folder.path + "/"],
            environment: [:]
        ).succeed()
    }

    /// Changes a text of a file, which must be there once.
    func replace(_ text: String, with other: String, in path: String) throws {
        let url = folder.appending(path: path)
        let before = try String(contentsOf: url, encoding: .utf8)
        precondition(before.components(separatedBy: text).count == 2, "`\(text)` stands once in \(path)")
        try before.replacing(text, with: other).write(to: url, atomically: true, encoding: .utf8)
    }

    /// Adds a file, which the next copy takes away again.
    func add(_ path: String, _ text: String) throws {
        try text.write(to: folder.appending(path: path), atomically: true, encoding: .utf8)
    }

    /// `swift run dagc …` in the copy.
    func dagc(_ arguments: [String]) async throws -> Command.Result {
        try await Command(
            program: URL(filePath: "/bin/sh"),
            arguments: ["-c", "cd \"$0\" && exec swift run --quiet dagc \"$@\"", folder.path] + arguments,
            environment: [
                "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
                "HOME": ProcessInfo.processInfo.environment["HOME"] ?? "/",
            ]
        ).run()
    }
}
