internal import Glibc

/// The file system did not let the workspace do something.
package struct WorkspaceError: Error, Equatable, CustomStringConvertible {
    /// What was to be done.
    package enum Operation: String, Equatable, Sendable {
        case read
        case list
        case createFolder = "create the folder"
        case write
        case replace
        case delete
        case synchronize = "write to disk"
    }

    /// What stood in the way.
    package enum Reason: Equatable, Sendable {
        /// A failed system call, by its `errno`.
        case system(Int32)
        /// There is something there that is neither a file nor a folder of our own, such as a symbolic link.
        case notAFile
        case manifest(ManifestError)
        /// Files that were changed by hand would be lost.
        case conflicts([ArtifactPath])
    }

    package let operation: Operation
    package let path: String
    package let reason: Reason

    init(_ operation: Operation, _ path: String, _ reason: Reason) {
        self.operation = operation
        self.path = path
        self.reason = reason
    }

    package var description: String { "cannot \(operation.rawValue) \(path): \(explanation)" }

    private var explanation: String {
        switch reason {
        case .system(let code): "\(String(cString: strerror(code)))\(WorkspaceError.advice(for: code))"
        case .notAFile: "something else than a file or folder is in its place; move it away"
        case .manifest(let error): "\(error); restore the file, or delete it to adopt what is there"
        case .conflicts(let paths):
            "changed by hand: \(paths.map(\.text).joined(separator: ", ")); undo the changes or overwrite them"
        }
    }

    private static func advice(for code: Int32) -> String {
        switch code {
        case EACCES, EPERM: "; give this user write permission, or choose another folder"
        case EROFS: "; choose a folder on a writable file system"
        case ENOSPC, EDQUOT: "; make room on the file system"
        default: ""
        }
    }
}
