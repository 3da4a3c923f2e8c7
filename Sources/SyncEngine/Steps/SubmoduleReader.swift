package import Git
internal import Hashing
internal import Network

/// What becomes of submodules; git-sync's three ways.
package enum SubmodulePolicy: String, Sendable, CaseIterable {
    /// Their files too, and those of their own submodules.
    case recursive
    /// Their files, and empty folders for their own submodules.
    case shallow
    /// Empty folders.
    case off
}

/// Puts the files of submodules in the places where a commit has them, so that every later step sees one tree and
/// judges all of it by the same rules. Their objects come into the same store.
package struct SubmoduleReader: Sendable {
    /// Makes the remote at an absolute address, for a sync that has `total` left.
    package typealias Access =
        @Sendable (_ address: String, _ total: Duration) async throws(SyncError) -> RemoteEndpoint

    let store: GitStore
    let policy: SubmodulePolicy
    /// The repository's own address, which relative ones start from.
    let repository: String
    let depth: Int?
    let entryLimit: Int
    let access: Access
    let deadline: Deadline

    /// Submodules within submodules; a longer chain is an attack.
    private static let nestingLimit = 16
    private static let declarationLimit = 1 << 20

    /// One submodule with what is needed to fetch it.
    private struct Module {
        let path: String
        let commit: ObjectID
        let address: String
    }

    /// - Throws: class `refused` with every submodule that no remote can be told for, or what kept one from coming.
    nonisolated(nonsending)
        func expand(_ entries: [TreeEntry], of commit: ObjectID) async throws(SyncError) -> [TreeEntry]
    {
        guard policy != .off, entries.contains(where: { $0.kind == .submodule }) else { return entries }
        let expanded = try await expand(entries, of: commit, from: repository, at: "", level: 1)
        guard expanded.count <= entryLimit else {
            throw SyncError(.limit, during: .fetch, "more than \(entryLimit) files", retry: .whenRefMoves)
        }
        return expanded.sorted { PathOrder.precedes($0.path, $1.path) }
    }

    nonisolated(nonsending)
        private func expand(
            _ entries: [TreeEntry], of commit: ObjectID, from address: String, at folder: String, level: Int
        ) async throws(SyncError) -> [TreeEntry]
    {
        let links = entries.filter { $0.kind == .submodule }
        guard !links.isEmpty, level == 1 || policy == .recursive else { return entries }
        guard level <= Self.nestingLimit else {
            let reason = "is nested deeper than \(Self.nestingLimit) submodules"
            throw SyncError(refusing: [Refusal(.submodule, folder, reason)])
        }
        var expanded = entries.filter { $0.kind != .submodule }
        for module in try await modules(links, of: commit, from: address, at: folder) {
            let path = folder.isEmpty ? module.path : "\(folder)/\(module.path)"
            let inner = try await fetch(module, at: path)
            let files = try await expand(inner, of: module.commit, from: module.address, at: path, level: level + 1)
            expanded += files.map { $0.moved(into: module.path) }
            // The folder is there even if nothing is in it.
            if files.isEmpty { expanded.append(TreeEntry(path: module.path, kind: .submodule, id: module.commit)) }
            guard expanded.count <= entryLimit else {
                throw SyncError(.limit, during: .fetch, "more than \(entryLimit) files", retry: .whenRefMoves)
            }
        }
        return expanded
    }

    /// Where each submodule comes from, by the `.gitmodules` of the same commit.
    nonisolated(nonsending)
        private func modules(
            _ links: [TreeEntry], of commit: ObjectID, from base: String, at folder: String
        ) async throws(SyncError) -> [Module]
    {
        let declared = try await declarations(of: commit, at: folder)
        var modules: [Module] = []
        var refusals: [Refusal] = []
        for link in links {
            let path = folder.isEmpty ? link.path : "\(folder)/\(link.path)"
            do throws(GitModules.Problem) {
                let address = try declared.address(of: link.path, from: base)
                modules.append(Module(path: link.path, commit: link.id, address: address))
            } catch {
                refusals.append(Refusal(.submodule, path, error.reason))
            }
        }
        guard refusals.isEmpty else { throw SyncError(refusing: refusals) }
        return modules
    }

    nonisolated(nonsending)
        private func declarations(of commit: ObjectID, at folder: String) async throws(SyncError) -> GitModules
    {
        let entry: TreeEntry?
        let bytes: [UInt8]
        do throws(GitError) {
            entry = try await store.entry(at: GitModules.name, in: commit)
            // A link could lead to a file that nobody who reads the commit sees.
            let isFile = entry?.kind == .file || entry?.kind == .executable
            bytes =
                if isFile, let entry { try await store.contents(of: entry.id, limit: Self.declarationLimit) } else {
                    []
                }
        } catch {
            throw SyncError(error, during: .fetch)
        }
        guard entry?.kind != .symbolicLink else {
            let path = folder.isEmpty ? GitModules.name : "\(folder)/\(GitModules.name)"
            throw SyncError(refusing: [Refusal(.submodule, path, "is no plain file")])
        }
        return GitModules(String(decoding: bytes, as: UTF8.self))
    }

    nonisolated(nonsending)
        private func fetch(_ module: Module, at path: String) async throws(SyncError) -> [TreeEntry]
    {
        do {
            if await !store.contains(module.commit) {
                let remote = try await access(module.address, deadline.left)
                // Made from the address, so that each repository is offered its own commits at the next fetch.
                let name = SHA256.digest(of: module.address.utf8).description
                _ = try await store.fetch(module.commit.description, from: remote, depth: depth, as: name)
            }
            return try await store.entries(of: module.commit, limit: entryLimit)
        } catch {
            let cause = SyncError(error, during: .fetch)
            throw SyncError(
                cause.failure, during: .fetch, "submodule \(path): \(cause.message)", retry: cause.retry,
                refusals: cause.refusals)
        }
    }
}

extension TreeEntry {
    /// The entry as the tree has it in which its own tree is the folder `folder`.
    fileprivate func moved(into folder: String) -> TreeEntry {
        TreeEntry(
            path: "\(folder)/\(path)", rawPath: rawPath.map { Array("\(folder)/".utf8) + $0 }, kind: kind, id: id)
    }
}
