import Git
import Glibc
import Network
import System
import TestSupport

@testable import SyncEngine

/// A remote and a root below one temporary folder.
struct Sync {
    let directory: TemporaryFolder
    let remote: GitRemote
    let root: TreeRoot

    init() throws {
        directory = try TemporaryFolder()
        remote = try GitRemote(in: directory.path)
        root = TreeRoot(directory: "\(directory.path)/root", link: "current")
    }

    /// The same folder and remote with another root.
    init(_ other: Sync, root: TreeRoot) {
        (directory, remote) = (other.directory, other.remote)
        self.root = root
    }

    var link: String { root.link }

    func configuration(url: String? = nil, files: FileSystem = FileSystem()) -> SyncConfiguration {
        let address = url ?? remote.path
        var configuration = SyncConfiguration(
            repository: address, ref: "main", root: root,
            endpoint: { total throws(SyncError) in
                do throws(GitError) {
                    return try RemoteEndpoint(
                        address, deadlines: Deadlines(connect: .seconds(60), firstByte: .seconds(120), total: total))
                } catch {
                    throw SyncError(error, during: .prepare)
                }
            }, files: files)
        configuration.staleTreeTimeout = .zero
        return configuration
    }

    /// One sync by a process of its own, as far as the root can tell.
    func once(_ change: (inout SyncConfiguration) -> Void = { _ in }) async -> CycleReport {
        var configuration = configuration()
        change(&configuration)
        return await once(configuration)
    }

    func once(_ configuration: SyncConfiguration) async -> CycleReport {
        let cycle = SyncCycle(configuration)
        let report = await cycle.run(.start)
        await cycle.close()
        return report
    }

    /// The commit that readers see, by the contract with them.
    func visibleCommit() throws -> String? {
        try FileSystem().linkTarget(link).map { TreeRoot.name(of: $0) }
    }

    /// Everything below the root beside the store, the lock and the live tree: what nobody needs.
    func leftovers() throws -> [String] {
        let files = FileSystem()
        let publication = try root.live(files).flatMap { root.publication(of: $0) }
        let inTrees = try files.status(root.trees) == nil ? [] : try files.children(root.trees)
        let known = ["store", "trees", "current", ".dag-sync.lock"]
        return try files.children(root.directory).filter { !known.contains($0) }
            + inTrees.map { "\(root.trees)/\($0)" }.filter { $0 != publication }
    }

    /// What readers see, as paths and contents.
    func visibleFiles() throws -> [String: String] {
        var found: [String: String] = [:]
        try collect("\(link)/", "", &found)
        return found
    }

    private func collect(_ folder: String, _ prefix: String, _ found: inout [String: String]) throws {
        let files = FileSystem()
        for name in try files.children(folder) {
            let path = "\(folder)/\(name)"
            switch try status(path).kind {
            case .directory: try collect(path, "\(prefix)\(name)/", &found)
            case .symbolicLink: found[prefix + name] = "-> \(try files.linkTarget(path) ?? "")"
            case .file, .other: found[prefix + name] = try text(path)
            }
        }
    }
}
