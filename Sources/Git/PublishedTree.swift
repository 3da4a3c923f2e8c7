/// What a branch is to hold.
package enum PublishedTree: Sendable, Hashable {
    /// Exactly these files, all plain, by their paths from the root, which `/` separates.
    case files([String: [UInt8]])
    /// What another commit holds, which the store has.
    case commit(ObjectID)
    /// Files as above in this folder, and around it what the branch holds already.
    case folder(String, [String: [UInt8]])
    /// The folder as another commit has it, and around it what the branch holds already.
    case folderOf(String, ObjectID)
}

extension PublishedTree: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral files: (String, [UInt8])...) {
        self = .files(Dictionary(uniqueKeysWithValues: files))
    }
}
