internal import Foundation
package import Testing

/// Expected output as files of `Tests/Golden`.
///
/// `DAGC_UPDATE_GOLDENS=1` rewrites those that differ; the run fails all the same, so that no one overlooks that they
/// changed, and nothing is rewritten where `CI` is set.
package enum Golden {
    private static let folder = PackageFolder.tests.appending(path: "Golden")

    /// Compares a text with the file `name`, and shows how they differ.
    package static func expect(
        _ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let file = folder.appending(path: name)
        let isThere = FileManager.default.fileExists(atPath: file.path)
        if isThere, try Data(contentsOf: file) == Data(text.utf8) { return }
        let environment = ProcessInfo.processInfo.environment
        if environment["DAGC_UPDATE_GOLDENS"] == "1" && environment["CI"] == nil {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
            Issue.record("rewrote \(name); run again without DAGC_UPDATE_GOLDENS", sourceLocation: sourceLocation)
        } else {
            let difference = isThere ? try await difference(from: file, to: text) : "there is no such file"
            Issue.record(
                "\(name) differs; DAGC_UPDATE_GOLDENS=1 rewrites it\n\(difference)", sourceLocation: sourceLocation)
        }
    }

    /// Compares what is found, as paths below a folder, with the files of a folder of goldens: no more and no fewer, each
    /// with the same text.
    package static func expect(
        _ files: [String: String], below name: String, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        for (path, text) in files.sorted(by: { $0.key < $1.key }) {
            try await expect(text, "\(name)/\(path)", sourceLocation: sourceLocation)
        }
        let surplus = try names(below: name).subtracting(files.keys)
        #expect(surplus.isEmpty, "\(name) holds files that nothing writes", sourceLocation: sourceLocation)
    }

    /// The paths of all files below a folder of goldens.
    package static func names(below name: String) throws -> Set<String> {
        let root = folder.appending(path: name)
        return Set(
            try FileManager.default.subpathsOfDirectory(atPath: root.path).filter { path in
                var isFolder: ObjCBool = false
                _ = FileManager.default.fileExists(
                    atPath: root.appending(path: path).path, isDirectory: &isFolder)
                return !isFolder.boolValue
            })
    }

    /// A unified diff, at most so long that a wholly different file does not bury the rest of the log.
    private static func difference(from file: URL, to text: String) async throws -> String {
        try await withTemporaryFolder { folder in
            let found = folder.appending(path: "found")
            try Data(text.utf8).write(to: found)
            let diff = Command(named: "diff", ["-u", "--label", "expected", "--label", "found", file.path, found.path])
            return String(try await diff.run().output.prefix(20_000))
        }
    }
}
