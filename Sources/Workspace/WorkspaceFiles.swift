internal import Glibc
internal import System

/// What the workspace does with files, each with what it was to do in its error.
enum WorkspaceFiles {
    enum Kind {
        case missing
        case file
        case folder
        case other
    }

    private static let files = FileSystem()

    /// What stands at a path, without following a symbolic link.
    static func kind(of path: String) throws(WorkspaceError) -> Kind {
        let status = try attempt(.read, path) { () throws(FileSystemError) in try files.status(path) }
        return switch status?.kind {
        case nil: .missing
        case .file: .file
        case .directory: .folder
        case .symbolicLink, .other: .other
        }
    }

    static func read(_ path: String) throws(WorkspaceError) -> [UInt8] {
        try attempt(.read, path) { () throws(FileSystemError) in
            try files.contents(path, limit: .max, followingLinks: false)
        }
    }

    /// Writes a new file and waits until it is on disk.
    static func create(_ path: String, _ bytes: [UInt8]) throws(WorkspaceError) {
        try attempt(.write, path) { () throws(FileSystemError) in try files.write(bytes, to: path, mode: 0o666) }
    }

    static func replace(_ path: String, with source: String) throws(WorkspaceError) {
        try attempt(.replace, path) { () throws(FileSystemError) in try files.rename(source, to: path) }
    }

    /// Deletes a file; one that is not there is as good as deleted.
    static func delete(_ path: String) throws(WorkspaceError) {
        try attempt(.delete, path) { () throws(FileSystemError) in
            do throws(FileSystemError) { try files.remove(path) } catch {
                if ![ENOENT, ENOTDIR].contains(error.code) { throw error }
            }
        }
    }

    /// Whether the folder was empty and is gone.
    static func deleteFolderIfEmpty(_ path: String) throws(WorkspaceError) -> Bool {
        try attempt(.delete, path) { () throws(FileSystemError) in
            do throws(FileSystemError) {
                try files.removeDirectory(path)
                return true
            } catch {
                if error.code == ENOENT { return true }
                if [ENOTEMPTY, EEXIST, ENOTDIR].contains(error.code) { return false }
                throw error
            }
        }
    }

    /// Creates a folder and those above it. A folder of the operator's choice may be reached over symbolic links.
    static func createFolders(_ path: String) throws(WorkspaceError) {
        try attempt(.createFolder, path) { () throws(FileSystemError) in try files.makeDirectories(path) }
    }

    /// Creates a folder, unless it is there.
    static func createFolder(_ path: String) throws(WorkspaceError) {
        try attempt(.createFolder, path) { () throws(FileSystemError) in
            do throws(FileSystemError) { try files.makeDirectory(path) } catch {
                if error.code != EEXIST { throw error }
            }
        }
    }

    /// Waits until the entries of a folder are on disk.
    static func synchronizeFolder(_ path: String) throws(WorkspaceError) {
        try attempt(.synchronize, path) { () throws(FileSystemError) in try files.sync(path) }
    }

    /// The names in a folder; none when there is no folder.
    static func names(in path: String) throws(WorkspaceError) -> [String] {
        try attempt(.list, path) { () throws(FileSystemError) in
            do throws(FileSystemError) { return try files.children(path) } catch {
                if [ENOENT, ENOTDIR].contains(error.code) { return [] }
                throw error
            }
        }
    }

    private static func attempt<Value>(
        _ operation: WorkspaceError.Operation, _ path: String, _ body: () throws(FileSystemError) -> Value
    ) throws(WorkspaceError) -> Value {
        do { return try body() } catch { throw WorkspaceError(operation, path, .system(error.code)) }
    }
}
