import CodeModels
import Foundation
import LocalPlatform

/// The files of a platform on this machine.
struct LocalPlace {
    let folder: LocalFolder
    /// The Python environment: the one that was named, or the platform's own.
    let python: String
    let isOwnPython: Bool

    /// - Parameter python: the environment that was named.
    init(_ context: CommandContext, python: String?) {
        folder = LocalFolder(ofPackage: context.folder)
        self.python = python.map(context.path) ?? folder.ownPython
        isOwnPython = python == nil
    }

    /// The place of what was started before, whose programs are those that it was started with.
    init(startedIn context: CommandContext, python: String?) {
        var recorded: String?
        do { recorded = try Self.started(in: LocalFolder(ofPackage: context.folder))?.machine.python } catch {
            // A record that cannot be read, of another version, must not keep anybody from stopping what runs.
        }
        self.init(context, python: python ?? recorded)
    }

    /// What was started here before; nil when nothing was, or all of it was removed.
    func started() throws -> LocalPlatform? { try Self.started(in: folder) }

    private static func started(in folder: LocalFolder) throws -> LocalPlatform? {
        guard FileManager.default.fileExists(atPath: folder.record) else { return nil }
        return try JSONDecoder().decode(LocalPlatform.self, from: Data(contentsOf: URL(filePath: folder.record)))
    }

    func keep(_ platform: LocalPlatform) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try write(String(decoding: try encoder.encode(platform), as: UTF8.self), to: folder.record)
    }

    func read(_ secret: LocalSecret) throws -> String {
        try String(contentsOfFile: folder.secret(secret), encoding: .utf8)
    }

    /// Writes a file whole; folders above it are made.
    ///
    /// - Parameter mode: its permissions from the first byte on.
    func write(_ text: String, to path: String, mode: Int = 0o644) throws {
        let files = FileManager.default
        let (target, staged) = (URL(filePath: path), URL(filePath: path + ".new"))
        try files.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        if files.fileExists(atPath: staged.path) { try files.removeItem(at: staged) }
        guard
            files.createFile(
                atPath: staged.path, contents: Data(text.utf8), attributes: [.posixPermissions: mode])
        else { throw LocalFileProblem(path: path) }
        guard rename(staged.path, target.path) == 0 else { throw LocalFileProblem(path: path) }
    }

    func removeState() throws {
        guard FileManager.default.fileExists(atPath: folder.state) else { return }
        try FileManager.default.removeItem(atPath: folder.state)
    }
}

/// A file of the platform cannot be written.
struct LocalFileProblem: Error, CustomStringConvertible {
    let path: String

    var description: String { "\(path) cannot be written; see whether its folder is yours and the disk has room" }
}
