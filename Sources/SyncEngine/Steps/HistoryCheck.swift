internal import Documents
internal import Git
import System

/// Whether a commit follows the one that readers have, or somebody rewrote the history of the ref.
struct HistoryCheck {
    private let repository: String
    private let ref: String
    private let root: TreeRoot
    private let files: FileSystem
    private let store: GitStore

    /// Far more than what a publish of a million files writes about itself.
    private static let provenanceLimit = 512 << 20

    init(_ configuration: SyncConfiguration, store: GitStore) {
        repository = configuration.repository
        ref = configuration.ref
        root = configuration.root
        files = configuration.files
        self.store = store
    }

    /// `unknown` too for what was published from elsewhere: another branch is no rewritten one.
    nonisolated(nonsending)
        func ancestry(of commit: CommitInformation, since previous: PreviousTree?) async throws -> Ancestry
    {
        guard let previous, let old = ObjectID(previous.live.commit) else { return .unknown }
        let found = try await store.ancestry(of: commit, since: old)
        return try found == .follows || comesFromSameRef(previous) ? found : .unknown
    }

    private func comesFromSameRef(_ previous: PreviousTree) throws(FileSystemError) -> Bool {
        guard let publication = root.publication(of: previous.live) else { return false }
        let path = Publication.provenanceFile(in: publication)
        guard try files.status(path)?.kind == .file else { return false }
        let bytes = try files.contents(path, limit: Self.provenanceLimit)
        do throws(JSONSyntaxError) {
            let document = try JSONParser.parse(bytes)
            return document["ref"]?.string == ref && document["repository"]?.string == repository
        } catch {
            return false
        }
    }
}
