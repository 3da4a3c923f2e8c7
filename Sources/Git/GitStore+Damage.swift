internal import CGit2
internal import Glibc

extension GitStore {
    /// What of the store is not what it should be: an object that cannot be read or is not what its name says, or one
    /// that a reference leads to and that is not there. nil when all is whole.
    ///
    /// Every object is read once.
    /// - Throws: `GitError` when it cannot be found out.
    package func damage() throws(GitError) -> String? {
        let context = GitContext(.verify, directory)
        do throws(GitError) {
            let repository = try openRepository(context)
            // It leads nowhere, but has to be a reference.
            _ = try Handle<Reference>(context) { git_reference_lookup(&$0, repository, "HEAD") }
            for head in try references(below: "refs/", context).values {
                // Files may have been left out, folders never are.
                let missing = try missing(for: head, choice: { _ in false }, context).structure
                if let missing { return "object \(missing) is missing, which \(head) needs" }
            }
            for id in try objects(context) {
                if Task.isCancelled { throw context.error(.cancelled, "the task was cancelled") }
                if let damage = try damage(of: id, context) { return damage }
            }
            return nil
        } catch {
            guard error.category == .disk || error.category == .cancelled else { return error.message }
            throw error
        }
    }

    /// Every object of every pack.
    private func objects(_ context: GitContext) throws(GitError) -> [ObjectID] {
        var found = StoredObjects()
        let database = try openDatabase(context)
        try context.check { withUnsafeMutablePointer(to: &found) { git_odb_foreach(database, noteObject, $0) } }
        return found.ids
    }

    private func damage(of id: ObjectID, _ context: GitContext) throws(GitError) -> String? {
        do throws(GitError) {
            if let object = PackFolder(path: "\(directory)/objects/pack").find(id),
                var reader = PackedBlobReader(object)
            {
                try reader.read(id, context) { _ in }
            } else {
                // The library holds what it reads against its name.
                _ = try load(id, context)
            }
            return nil
        } catch {
            guard error.category == .disk || error.category == .cancelled else {
                return "object \(id): \(error.message)"
            }
            throw error
        }
    }
}

private struct StoredObjects {
    var ids: [ObjectID] = []
}

private func noteObject(_ id: UnsafePointer<git_oid>?, _ list: UnsafeMutableRawPointer?) -> Int32 {
    guard let id, let list else { return -1 }
    list.assumingMemoryBound(to: StoredObjects.self).pointee.ids.append(ObjectID(id.pointee))
    return 0
}
