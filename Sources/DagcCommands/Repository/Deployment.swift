import Git

/// The last push of dagc in the history of a branch.
struct Deployment {
    let commit: CommitInformation
    let trailers: CommitTrailers
    let isSigned: Bool
    /// Commits since, by others, the newest first.
    let since: [CommitInformation]

    /// How many commits are looked at.
    private static let limit = 1000

    /// - Returns: nil when dagc has made no commit of the branch, or none that says so.
    init?(at head: ObjectID, of repository: DagRepository) async throws {
        var since: [CommitInformation] = []
        var next: ObjectID? = head
        while let id = next, since.count < Self.limit, await repository.contains(id) {
            let commit = try await repository.information(of: id)
            if let trailers = CommitTrailers(of: commit.message) {
                self.commit = commit
                self.trailers = trailers
                self.since = since
                isSigned = try await repository.isSigned(id)
                return
            }
            since.append(commit)
            next = commit.parents.first
        }
        return nil
    }
}
