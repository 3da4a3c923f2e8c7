/// What a commit says about itself.
package struct CommitInformation: Sendable, Equatable {
    /// The commit.
    package let id: ObjectID
    /// Its root tree.
    package let tree: ObjectID
    /// Its parents, first parent first.
    package let parents: [ObjectID]
    /// Who wrote the change.
    package let author: Signature
    /// Who made the commit.
    package let committer: Signature
    /// The whole message; bytes that are not UTF-8 are replaced.
    package let message: String

    /// A commit that says this.
    package init(
        id: ObjectID, tree: ObjectID, parents: [ObjectID], author: Signature, committer: Signature, message: String
    ) {
        self.id = id
        self.tree = tree
        self.parents = parents
        self.author = author
        self.committer = committer
        self.message = message
    }

    /// The first line of the message.
    package var summary: String { String(message.prefix { !$0.isNewline }) }
}

/// A person and a moment, as git records them.
package struct Signature: Sendable, Hashable {
    /// The person's name.
    package var name: String
    /// The person's e-mail address.
    package var email: String
    /// Seconds since 1970-01-01 00:00 UTC.
    package var time: Int64
    /// The zone of the person, in minutes east of UTC.
    package var offset: Int

    /// A signature of `name` at `time` seconds since 1970.
    package init(name: String, email: String, time: Int64, offset: Int = 0) {
        self.name = name
        self.email = email
        self.time = time
        self.offset = offset
    }
}
