import Documents
import System

/// A file that holds the last error as JSON while there is one; `Msg`, `Err` and `Args` are the members of git-sync's.
struct ErrorFile: Sendable {
    let path: String

    /// Writes the error, or removes the file when there is none.
    func show(_ error: SyncError?) throws(FileSystemError) {
        let files = FileSystem()
        guard let error else {
            if try files.status(path) != nil { try files.remove(path) }
            return
        }
        let place = Document.object([
            ("step", .string(error.step.rawValue)), ("class", .string(error.failure.rawValue)),
        ])
        let document = Document.object([
            ("Msg", .string("sync failed")), ("Err", .string(error.message)), ("Args", place),
        ])
        try files.makeDirectories(FileSystem.parent(of: path))
        let temporary = "\(path).\(UniqueName.random())"
        try files.write(Array(document.compactJSON.utf8), to: temporary)
        try files.rename(temporary, to: path)
    }
}
