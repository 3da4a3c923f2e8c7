internal import Foundation

/// A folder that is removed with its owner.
package final class TemporaryFolder: Sendable {
    /// Where it is.
    package let path: String

    /// A new folder in the system's place for temporary files.
    package init() throws {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("dagc-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The path of `name` in the folder.
    package func file(_ name: String) -> String { "\(path)/\(name)" }

    /// Writes `text` to `name`, with folders as needed, and returns its path.
    @discardableResult
    package func write(_ text: String, to name: String) throws -> String {
        let target = URL(fileURLWithPath: file(name))
        try FileManager.default.createDirectory(
            at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: target)
        return target.path
    }

    /// Makes a shell script `name` that can be run, and returns its path.
    ///
    /// Another process writes it: a program that this one has open for writing, even in a child that another
    /// test is just starting, cannot be run.
    package func script(_ name: String, _ text: String) throws -> String {
        try run("sh", "-c", "printf '#!/bin/sh\\n%s\\n' \"$1\" > \"$0\" && chmod +x \"$0\"", file(name), text)
        return file(name)
    }
}
