package import Git
package import System

/// One published path: the object that it holds, and how the file system knew it when it was published.
package struct FileRecord: Sendable, Equatable {
    package let path: String
    package let kind: TreeEntry.Kind
    package let id: ObjectID
    package let status: FileStatus
}

extension TreeEntry.Kind {
    /// What stands in a published tree for an entry of this kind; a submodule is an empty folder.
    var fileKind: FileStatus.Kind {
        switch self {
        case .file, .executable: .file
        case .symbolicLink: .symbolicLink
        case .submodule: .directory
        }
    }
}
