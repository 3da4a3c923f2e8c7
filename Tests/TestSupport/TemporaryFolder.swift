package import Foundation
internal import Glibc

/// A folder that is removed with its owner.
package final class TemporaryFolder: Sendable {
    /// Where it is.
    package let path: String

    /// - Parameter place: where it is made; nil for the system's place for temporary files.
    package init(in place: String? = nil) throws {
        let root = place.map { URL(filePath: $0) } ?? FileManager.default.temporaryDirectory
        let url = root.appending(path: "dagc-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit { remove(path) }

    /// The path of `name` in the folder.
    package func file(_ name: String) -> String { "\(path)/\(name)" }

    /// Writes `text` to `name`, with folders as needed, and returns its path.
    @discardableResult
    package func write(_ text: String, to name: String) throws -> String {
        let target = URL(filePath: file(name))
        try FileManager.default.createDirectory(
            at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: target)
        return target.path
    }

    /// The text of `name`.
    package func read(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: file(name))), as: UTF8.self)
    }
}

/// A folder that lives as long as the closure runs.
package func withTemporaryFolder<Value>(_ body: (URL) async throws -> Value) async throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appending(path: "dagc-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { remove(folder.path) }
    return try await body(folder)
}

/// What is left in the place for temporary files changes no verdict. Folders that nobody may write to are removed too.
private func remove(_ path: String) {
    do {
        let found = FileManager.default.enumerator(atPath: path)
        while let name = found?.nextObject() as? String {
            if found?.fileAttributes?[.type] as? FileAttributeType == .typeDirectory { chmod("\(path)/\(name)", 0o700) }
        }
        try FileManager.default.removeItem(atPath: path)
    } catch {
        print("left behind: \(path): \(error)")
    }
}
