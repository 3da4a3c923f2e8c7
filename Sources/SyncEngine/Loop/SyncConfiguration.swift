package import Git
internal import Network
package import System

/// What is synced, where to, and under which rules.
package struct SyncConfiguration: Sendable {
    /// The repository as people read it, without credentials.
    package var repository: String
    /// The repository's address without passwords, which relative addresses of submodules start from.
    package var address: String
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
    /// How many commits of history are fetched; nil for all.
    package var depth: Int?
    /// Bytes that are left free on the volume of the root.
    package var reserve: Int64
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
    /// Whether a commit may be published that does not follow the one that readers have.
    package var allowsRewrites = true
    package var treeGate: TreeGate
    package var isGroupWritable: Bool
    /// Touched after every publish.
    package var touchFile: String?
    package var files: FileSystem

    package init(
        repository: String, address: String? = nil, ref: String, root: TreeRoot,
        endpoint: @escaping @Sendable (_ total: Duration) async throws(SyncError) -> RemoteEndpoint,
        files: FileSystem = FileSystem()
    ) {
        self.repository = repository
        self.address = address ?? repository
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
        depth = 1
        reserve = 16 << 20
        timeout = .seconds(120)
        staleTreeTimeout = .seconds(60)
        integrityInterval = .seconds(300)
        limits = ContentLimits()
        treeGate = TreeGate(files: files, python: nil)
        isGroupWritable = false
    }

    private static let patternLimit = 1 << 20

    /// What of a commit is wanted, as the file says now; nil for all.
    func sparsePatterns(during step: SyncError.Step) throws(SyncError) -> SparsePatterns? {
        guard let sparseFile else { return nil }
        do throws(FileSystemError) {
            let bytes = try files.contents(sparseFile, limit: Self.patternLimit)
            return SparsePatterns(String(decoding: bytes, as: UTF8.self))
        } catch {
            throw SyncError(.configuration, during: step, "--sparse-checkout-file cannot be read: \(error)")
        }
    }
}
