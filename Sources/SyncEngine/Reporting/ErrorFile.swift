import Documents
internal import Glibc
import System

/// A file that holds the last error as JSON while there is one; `Msg`, `Err` and `Args` are the members of git-sync's.
struct ErrorFile: Sendable {
    let path: String

    /// Writes the error, or removes the file when there is none. What is no file in its place stays.
    func show(_ error: SyncError?) throws(FileSystemError) {
        let files = FileSystem()
        let found = try files.status(path)?.kind
        guard let error else {
            if found == .file { try files.remove(path) }
            return
        }
        guard found == nil || found == .file else { throw FileSystemError("replace", path, code: EEXIST) }
        try files.makeDirectories(FileSystem.parent(of: path))
        // One name, so that a process that was killed leaves no more than one.
        let temporary = "\(path).dag-sync-new"
        try removeLeftover(temporary, files)
        do throws(FileSystemError) {
            try files.write(Array(Self.document(of: error).compactJSON.utf8), to: temporary)
            try files.rename(temporary, to: path)
        } catch {
            try removeLeftover(temporary, files)
            throw error
        }
    }

    private func removeLeftover(_ path: String, _ files: FileSystem) throws(FileSystemError) {
        if try files.status(path)?.kind == .file { try files.remove(path) }
    }

    private static func document(of error: SyncError) -> Document {
        let place = Document.object([
            ("step", .string(error.step.rawValue)), ("class", .string(error.failure.rawValue)),
        ])
        return .object([("Msg", .string("sync failed")), ("Err", .string(error.message)), ("Args", place)])
    }
}
