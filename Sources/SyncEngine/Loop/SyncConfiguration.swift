package import Git
internal import Network

/// What is synced, where to, and under which rules.
package struct SyncConfiguration: Sendable {
    /// The repository as people read it, without credentials.
    package var repository: String
    /// Branch, tag, `HEAD` or a full commit id.
    package var ref: String
    package var root: TreeRoot
    /// Makes the remote for one sync; credential files are read here, so that a renewed one is used at once.
    package var endpoint: @Sendable (_ total: Duration) async throws(SyncError) -> RemoteEndpoint
    /// What becomes of submodules.
    package var submodules: SubmodulePolicy
    /// Makes the remote of a submodule at an absolute address; without it none has credentials.
    package var submoduleEndpoint: SubmoduleReader.Access
    /// Where `endpoint` notes which servers it asked.
    package var credentialCalls = CredentialCalls()
    /// How many commits of history are fetched; nil for all. libgit2 before 1.7 always fetches all.
    package var depth: Int?
    /// Bounds fetch, check and staging together.
    package var timeout: Duration
    /// How long a replaced tree is kept for readers that are still in it.
    package var staleTreeTimeout: Duration
    /// How often the live tree is compared with what was published while the ref stands still; zero for never.
    package var integrityInterval: Duration
    package var limits: ContentLimits
    /// A file in the format of git's sparse-checkout, read for each commit; nil publishes all of it.
    package var sparseFile: String?
    /// nil when commits need no signature.
    package var signatures: SignatureCheck?
    package var treeGate: TreeGate
    package var isGroupWritable: Bool
    /// Touched after every publish.
    package var touchFile: String?
    package var files: FileSystem

    package init(
        repository: String, ref: String, root: TreeRoot,
        endpoint: @escaping @Sendable (_ total: Duration) async throws(SyncError) -> RemoteEndpoint,
        files: FileSystem = FileSystem()
    ) {
        self.repository = repository
        self.ref = ref
        self.root = root
        self.endpoint = endpoint
        self.files = files
        submodules = .recursive
        submoduleEndpoint = { address, total throws(SyncError) in
            do throws(GitError) { return try RemoteEndpoint(address, deadlines: Deadlines(total: total)) } catch {
                throw SyncError(error, during: .fetch)
            }
        }
        timeout = .seconds(120)
        staleTreeTimeout = .seconds(60)
        integrityInterval = .seconds(300)
        limits = ContentLimits()
        treeGate = TreeGate(files: files, python: nil, command: nil)
        isGroupWritable = false
    }
}
