internal import CGit2

extension ObjectID {
    init(_ id: git_oid) {
        self = withUnsafeBytes(of: id) { ObjectID(bytes: $0) }
    }

    var libgit2: git_oid {
        var id = git_oid()
        _ = git_oid_fromraw(&id, bytes)
        return id
    }
}
