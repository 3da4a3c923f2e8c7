internal import CGit2

extension GitStore {
    private static let pushedReference = "refs/published/head"

    /// Commits `tree` onto `parent` and moves `branch` of `remote` to it.
    ///
    /// The server moves the branch only if it is still at `parent`.
    /// - Parameters:
    ///   - parent: where the branch was when the caller decided what to publish; nil when the branch did not
    ///     exist. It is fetched if the store lacks it.
    /// - Throws: `GitError`; `nonFastForward` when the branch is elsewhere, `rejected` with the server's words
    ///   when a hook or a rule of the server refuses, `invalid` for a path that no tree can hold, `signing` when there is
    ///   no signature.
    package func publish(
        _ tree: PublishedTree, onto parent: ObjectID?, as description: CommitDescription, branch: String,
        to remote: RemoteEndpoint
    ) throws(GitError) -> PublishOutcome {
        let reference = "refs/heads/\(branch)"
        let context = GitContext(.push, "\(branch) of \(remote)")
        try requireValid(reference, context)
        if let parent, !contains(parent) { _ = try fetch(reference, from: remote) }

        let connection = try connectToPush(to: remote, for: context)
        let head = connection.advertisement.references.first { $0.name == reference }?.id
        guard head == parent else { throw context.error(.nonFastForward, Self.moved(head, parent)) }

        let building = GitContext(.buildCommit, branch)
        let root = try write(tree, onto: parent, building)
        if let parent, try commit(parent).tree == root { return .unchanged(parent) }
        let commit = try commit(root, onto: parent, description, building)
        // libgit2 pushes references only, not ids.
        try set(Self.pushedReference, to: commit, building)
        try connection.upload("\(Self.pushedReference):\(reference)")
        try requireAcceptance(of: reference, by: connection.operation)
        return .published(commit)
    }

    private nonisolated func requireValid(_ reference: String, _ context: GitContext) throws(GitError) {
        var isValid: Int32 = 0
        try context.check { git_reference_name_is_valid(&isValid, reference) }
        guard isValid == 1 else { throw context.error(.invalid, "this is no name for a branch") }
    }

    private static func moved(_ head: ObjectID?, _ parent: ObjectID?) -> String {
        let present = head.map { "the branch is at \($0)" } ?? "the branch does not exist"
        return present + (parent.map { ", and this was made for \($0)" } ?? ", and this was made for a new branch")
    }

    /// libgit2 reports success when the objects arrived, even when the server then left the branch alone.
    private nonisolated func requireAcceptance(of reference: String, by operation: RemoteOperation) throws(GitError) {
        guard let verdict = operation.verdicts[reference] else {
            throw operation.context.error(.rejected, "the server did not say that it moved the branch")
        }
        guard let reason = verdict else { return }
        let words = operation.serverWords
        // What git-receive-pack says when another push came first.
        let races = ["non-fast-forward", "fetch first", "failed to update ref", "already exists", "cannot lock ref"]
        let category: GitError.Category = races.contains { reason.contains($0) } ? .nonFastForward : .rejected
        throw operation.context.error(category, words.isEmpty ? reason : "\(reason): \(words)")
    }

    private func commit(
        _ tree: ObjectID, onto parent: ObjectID?, _ description: CommitDescription, _ context: GitContext
    ) throws(GitError) -> ObjectID {
        let repository = try openRepository(context)
        var treeID = tree.libgit2
        let root = try Handle<Tree>(context) { git_tree_lookup(&$0, repository, &treeID) }
        let author = try OwnedSignature(description.author, context)
        let committer = try OwnedSignature(description.committer, context)
        let message = description.message.hasSuffix("\n") ? description.message : description.message + "\n"
        var content = git_buf()
        defer { git_buf_dispose(&content) }
        if var parentID = parent?.libgit2 {
            let base = try Handle<Commit>(context) { git_commit_lookup(&$0, repository, &parentID) }
            var parents: [OpaquePointer?] = [base.pointer]
            try context.check {
                git_commit_create_buffer(
                    &content, repository, author.pointer, committer.pointer, nil, message, root.pointer, 1, &parents)
            }
        } else {
            try context.check {
                git_commit_create_buffer(
                    &content, repository, author.pointer, committer.pointer, nil, message, root.pointer, 0, nil)
            }
        }
        let bytes = Array(UnsafeRawBufferPointer(start: content.ptr, count: content.size))
        let armour = try description.signer?.signature(over: bytes, context)
        let text = String(decoding: bytes, as: UTF8.self)
        var made = git_oid()
        try context.check { git_commit_create_with_signature(&made, repository, text, armour, nil) }
        return ObjectID(made)
    }
}

/// A signature in libgit2's memory.
private struct OwnedSignature: ~Copyable {
    let pointer: UnsafeMutablePointer<git_signature>

    init(_ signature: Signature, _ context: GitContext) throws(GitError) {
        var made: UnsafeMutablePointer<git_signature>?
        try context.check {
            git_signature_new(&made, signature.name, signature.email, signature.time, Int32(clamping: signature.offset))
        }
        guard let made else { throw context.error(.other, "libgit2 made no signature") }
        pointer = made
    }

    deinit { git_signature_free(pointer) }
}
