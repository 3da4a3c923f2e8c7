internal import Git

/// A commit that is in the store now.
package struct Fetched: Sendable {
    let commit: ObjectID
    let transfer: FetchResult
}

/// A commit whose tree was read to the end, beside what is published. Only ``CommitVerifier`` makes one.
package struct Verified: Sendable {
    let information: CommitInformation
    /// The annotated tag that leads to the commit, if the ref is one.
    let tag: ObjectID?
    let changes: TreeChanges
    /// The tree that readers see while this commit is on its way.
    let previous: PreviousTree?

    fileprivate init(
        information: CommitInformation, tag: ObjectID?, changes: TreeChanges, previous: PreviousTree?
    ) {
        self.information = information
        self.tag = tag
        self.changes = changes
        self.previous = previous
    }
}

/// Reads what a commit holds and compares it with what is published.
struct CommitVerifier {
    let store: GitStore
    let entryLimit: Int

    nonisolated(nonsending)
        func verify(_ fetched: Fetched, against previous: PreviousTree?) async throws(SyncError) -> Verified
    {
        do {
            let information = try await store.commit(fetched.commit)
            let entries = try await store.entries(of: fetched.commit, limit: entryLimit)
            let changes = TreeChanges(of: entries, since: previous?.records ?? [])
            return Verified(information: information, tag: fetched.transfer.tag, changes: changes, previous: previous)
        } catch {
            throw SyncError(error, during: .verify)
        }
    }
}
