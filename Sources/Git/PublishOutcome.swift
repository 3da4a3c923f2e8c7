/// What became of a tree that was to be published.
package enum PublishOutcome: Sendable, Equatable {
    /// The branch now names this new commit.
    case published(ObjectID)
    /// The branch's head, this commit, has exactly the tree already; nothing was pushed.
    case unchanged(ObjectID)

    /// The head of the branch.
    package var commit: ObjectID {
        switch self {
        case .published(let id), .unchanged(let id): id
        }
    }
}

/// A commit to be made: everything but its tree and parent.
package struct CommitDescription: Sendable, Hashable {
    /// Who wrote the change.
    package var author: Signature
    /// Who makes the commit.
    package var committer: Signature
    /// The message; a final newline is added where it lacks one.
    package var message: String
    /// What signs the commit; nil leaves it without a signature.
    package var signer: CommitSigner?

    /// A commit by `author`, made by `committer`, or by the author when nil.
    package init(author: Signature, committer: Signature? = nil, message: String, signer: CommitSigner? = nil) {
        self.author = author
        self.committer = committer ?? author
        self.message = message
        self.signer = signer
    }
}
