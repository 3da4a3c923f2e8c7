package import Git
internal import Glibc
import System

/// Asks the remote of a configuration what its ref names, and changes nothing below the root.
package struct RemoteQuestion {
    private let configuration: SyncConfiguration

    package init(_ configuration: SyncConfiguration) { self.configuration = configuration }

    /// The commit that the ref names now.
    nonisolated(nonsending)
        package func commit() async throws(SyncError) -> ObjectID
    {
        let folder = try temporaryFolder()
        defer { do { try FileSystem().removeTree(folder) } catch {} }
        let remote = try await configuration.endpoint(configuration.timeout)
        do {
            let store = try await GitStore(at: "\(folder)/store")
            let advertised: ReferenceAdvertisement
            do throws(GitError) {
                advertised = try await store.references(of: remote)
                if let id = ObjectID(configuration.ref) {
                    let commit = try await Self.commit(id, among: advertised, of: remote, store)
                    await store.close()
                    return commit
                }
            } catch {
                await store.close()
                throw error
            }
            await store.close()
            if let found = advertised.resolve(configuration.ref) { return found.commit }
            throw SyncError(noReference: configuration, in: advertised)
        } catch {
            throw SyncError(error, during: .fetch)
        }
    }

    /// The commit with this id, which the remote has to have: what no reference names is fetched, without its files where the
    /// server can leave them out.
    nonisolated(nonsending)
        private static func commit(
            _ id: ObjectID, among advertised: ReferenceAdvertisement, of remote: RemoteEndpoint, _ store: GitStore
        ) async throws(GitError) -> ObjectID
    {
        if advertised.references.contains(where: { $0.id == id }) { return id }
        return try await store.fetch(id.description, from: remote, depth: 1) { _ in false }.commit
    }

    /// The image's own folders may be read-only; then the root, which a sync writes to anyway, has room.
    private func temporaryFolder() throws(SyncError) -> String {
        let places = [getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp", configuration.root.directory]
        for place in places {
            var template = Array("\(place)/.dag-sync-check-XXXXXX".utf8CString)
            guard mkdtemp(&template) != nil else { continue }
            return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
        throw SyncError(FileSystemError("mkdtemp", places.joined(separator: " or "), code: errno), during: .prepare)
    }
}
