/// The references that a remote advertised at one moment: all of them, or those that a name can mean.
package struct ReferenceAdvertisement: Sendable, Equatable {
    /// One reference of the remote.
    package struct Reference: Sendable, Equatable {
        /// The full name, such as `refs/heads/main` or `HEAD`.
        package let name: String
        /// The object that it names; for an annotated tag the tag object.
        package let id: ObjectID
        /// For an annotated tag, the object that the tag finally names.
        package let peeled: ObjectID?
        /// For HEAD, the branch that it stands for, where the server says so.
        package let symbolicTarget: String?

        /// A reference called `name`.
        package init(name: String, id: ObjectID, peeled: ObjectID? = nil, symbolicTarget: String? = nil) {
            self.name = name
            self.id = id
            self.peeled = peeled
            self.symbolicTarget = symbolicTarget
        }

        /// The commit that the reference leads to.
        package var commit: ObjectID { peeled ?? id }
    }

    /// In the order of the server; empty for an empty repository.
    package let references: [Reference]

    /// An advertisement of `references`.
    package init(references: [Reference]) { self.references = references }

    /// The reference that `name` means: a full name, a branch, a tag, or `HEAD`, in git's order of preference.
    ///
    /// nil when the remote has none. A full object id is not a reference and gives nil too.
    package func resolve(_ name: String) -> Reference? {
        for candidate in Self.candidates(for: name) {
            if let found = references.first(where: { $0.name == candidate }) { return found }
        }
        return nil
    }

    /// The full names that `name` can stand for, the preferred one first.
    static func candidates(for name: String) -> [String] {
        [name, "refs/\(name)", "refs/tags/\(name)", "refs/heads/\(name)"]
    }
}
