/// One file, link or submodule of a commit's tree.
package struct TreeEntry: Sendable, Hashable {
    /// What kind of thing stands at the path.
    package enum Kind: Sendable, Hashable {
        case file
        case executable
        /// A symbolic link; the blob holds its target.
        case symbolicLink
        /// A submodule; the id is a commit of another repository.
        case submodule
    }

    /// The path from the root, separated by `/`; bytes that are not UTF-8 are replaced.
    package let path: String
    /// The bytes of a path that is not UTF-8, else nil: two such paths may have the same `path`.
    package let rawPath: [UInt8]?
    /// What stands there.
    package let kind: Kind
    /// The blob, or the commit of a submodule.
    package let id: ObjectID

    /// An entry at `path`.
    package init(path: String, rawPath: [UInt8]? = nil, kind: Kind, id: ObjectID) {
        self.path = path
        self.rawPath = rawPath
        self.kind = kind
        self.id = id
    }
}
