import Foundation
import TestSupport

/// A dag-sync that polls until it is stopped.
final class RunningSidecar: Sendable {
    let root: URL
    private let process: Process

    /// Follows `main` of `repository` once a second.
    ///
    /// - Parameter options: beside those.
    init(repository: String, root: URL, options: [String] = []) throws {
        self.root = root
        process = Process()
        process.executableURL = BuiltProgram.dagSync.url
        process.arguments =
            [
                "--repo", repository, "--ref", "main", "--root", root.path, "--link", "current", "--period", "1s",
            ] + options
        process.environment = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"]
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    var link: URL { root.appending(path: "current") }

    /// Waits until the link names a commit; the last component of its target is the commit's id.
    func publishes(_ commit: String, within limit: Duration) async throws -> Bool {
        let end = ContinuousClock.now + limit
        while ContinuousClock.now < end {
            let target =
                FileManager.default.fileExists(atPath: link.path)
                ? try FileManager.default.destinationOfSymbolicLink(atPath: link.path) : ""
            if target.split(separator: "/").last.map(String.init) == commit { return true }
            try await Task.sleep(for: .milliseconds(50))
        }
        return false
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
    }
}
