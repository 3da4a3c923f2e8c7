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
    /// What of the commit is wanted; nil for all.
    let sparse: SparsePatterns?
    /// The tree that readers see while this commit is on its way.
    let previous: PreviousTree?
    /// How the commit is related to that of this tree.
    let ancestry: Ancestry

    fileprivate init(
        information: CommitInformation, tag: ObjectID?, changes: TreeChanges, sparse: SparsePatterns?,
        previous: PreviousTree?, ancestry: Ancestry
    ) {
        self.ancestry = ancestry
        self.sparse = sparse
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
    /// Patterns of the paths that are wanted; nil for all.
    let sparse: SparsePatterns?
    /// Puts the files of submodules in their places; nil leaves their folders empty.
    let submodules: SubmoduleReader?
    let history: HistoryCheck

    nonisolated(nonsending)
        func information(of fetched: Fetched) async throws(SyncError) -> CommitInformation
    {
        do throws(GitError) { return try await store.commit(fetched.commit) } catch {
            throw SyncError(error, during: .verify)
        }
    }

    nonisolated(nonsending)
        func verify(
            _ fetched: Fetched, _ information: CommitInformation, against previous: PreviousTree?
        ) async throws(SyncError) -> Verified
    {
        do {
            var entries = try await store.entries(of: fetched.commit, limit: entryLimit)
            // A pattern that names a folder names the submodule there too.
            if let sparse {
                entries.removeAll { entry in
                    let asFolder = entry.kind == .submodule && sparse.includes("\(entry.path)/.")
                    return !asFolder && !sparse.includes(entry.path)
                }
            }
            if let submodules { entries = try await submodules.expand(entries, of: fetched.commit) }
            let changes = TreeChanges(of: entries, since: previous?.records ?? [])
            return Verified(
                information: information, tag: fetched.transfer.tag, changes: changes, sparse: sparse,
                previous: previous, ancestry: try await history.ancestry(of: information, since: previous))
        } catch {
            throw SyncError(error, during: .verify)
        }
    }
}
