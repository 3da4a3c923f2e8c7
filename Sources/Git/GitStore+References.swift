internal import CGit2

extension GitStore {
    /// What the references of the store lead to, by their names; the one that HEAD stands for need not be there.
    func references(below prefix: String, _ context: GitContext) throws(GitError) -> [String: ObjectID] {
        let repository = try openRepository(context)
        let iterator = try Handle<ReferenceIterator>(context) { git_reference_iterator_new(&$0, repository) }
        var found: [String: ObjectID] = [:]
        while true {
            var reference: OpaquePointer?
            git_error_clear()
            let code = git_reference_next(&reference, iterator.pointer)
            if code == GIT_ITEROVER.rawValue { return found }
            guard code >= 0, let reference else { throw context.failure(code) }
            defer { git_reference_free(reference) }
            guard let name = git_reference_name(reference).map({ String(cString: $0) }), name.hasPrefix(prefix),
                let id = git_reference_target(reference)
            else { continue }
            found[name] = ObjectID(id.pointee)
        }
    }

    /// The commits that the store has from one repository; those of submodules are below the store's own.
    func tips(below kept: String, _ context: GitContext) throws(GitError) -> [ObjectID] {
        let modules = "\(Self.fetched)/modules/"
        let own = try references(below: "\(kept)/", context).filter {
            kept == Self.fetched ? !$0.key.hasPrefix(modules) : true
        }
        let others = kept == Self.fetched ? try references(below: "\(Self.kept)/", context) : [:]
        return Set(own.values).union(others.values).sorted()
    }

    /// Where the commits are kept that are published.
    static let kept = "refs/kept"

    func set(_ reference: String, to commit: ObjectID, _ context: GitContext) throws(GitError) {
        let repository = try openRepository(context)
        var id = commit.libgit2
        _ = try Handle<Reference>(context) { git_reference_create(&$0, repository, reference, &id, 1, nil) }
    }
}
