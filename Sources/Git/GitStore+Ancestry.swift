/// How a commit is related to an earlier one.
package enum Ancestry: String, Sendable, CaseIterable {
    /// The earlier one is the same, or in its history.
    case follows
    /// The earlier one is not in its history.
    case rewritten
    /// The store does not reach back far enough to say.
    case unknown
}

extension GitStore {
    /// How `commit` is related to `earlier`, as far as the store knows the history, or a fetch has found out.
    package func ancestry(of commit: CommitInformation, since earlier: ObjectID) throws(GitError) -> Ancestry {
        try ancestry(of: commit.id, since: earlier)
    }

    func ancestry(of commit: ObjectID, since earlier: ObjectID) throws(GitError) -> Ancestry {
        var seen: Set<ObjectID> = [commit]
        var queue = [commit]
        var isWhole = true
        while let id = queue.popLast() {
            if id == earlier { return .follows }
            guard contains(id) else {
                isWhole = false
                continue
            }
            for parent in try parents(of: id) where seen.insert(parent).inserted { queue.append(parent) }
        }
        let isBridged = bridged?.commit == commit && bridged?.earlier == earlier
        return isWhole || isBridged ? .rewritten : .unknown
    }

    /// Brings the commits between two into the store, where it does not know how they are related: their parents alone
    /// are looked at, and the next `compact` lets them go.
    ///
    /// A server that cannot leave out files is not asked, and whatever fails leaves unknown what it was about.
    func bridge(
        _ commit: ObjectID, since earlier: ObjectID, over connection: inout FetchConnection, _ context: GitContext
    ) {
        do throws(GitError) {
            guard contains(earlier), connection.canFilter, try ancestry(of: commit, since: earlier) == .unknown else {
                return
            }
            var request = FetchRequest(wants: [commit])
            request.haves = [earlier]
            request.filter = .trees
            // Readers wait for the commit and not for this: a server that hangs here may cost a quarter of the time.
            let left = ContinuousClock.now.duration(to: connection.operation.end)
            connection = try connect(to: connection.endpoint, for: context, until: .now + left / 4)
            _ = try connection.references(named: nil)
            let shallow = try connection.fetch(request, into: openDatabase(context)) { contains($0) }
            try noteShallow(shallow, at: [commit], depth: .max - 1, context)
            // Of a server that has all of history, what it did not send is behind the earlier one.
            if shallow.isEmpty { bridged = (commit, earlier) }
        } catch {}
    }
}
