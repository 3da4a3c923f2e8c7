internal import CGit2
internal import Network

/// What a server was found to be, where each request stands for itself: the next connection begins with that.
struct KnownServer {
    let base: String
    let capabilities: ServerCapabilities
}

/// A connection to a remote that is listed and fetched from.
final class FetchConnection {
    let endpoint: RemoteEndpoint
    let operation: RemoteOperation
    /// nil for a repository on this machine's disk.
    private let remote: UploadPack?
    private var listed: (name: String?, advertisement: ReferenceAdvertisement)?
    private var hasFetched = false
    /// Whether a pack is on its way, or was given up: what is left of it would be taken for the next answer.
    private var isMidway = false

    /// - Parameters:
    ///   - store: the repository that is fetched into.
    ///   - directory: where it is.
    init(
        to endpoint: RemoteEndpoint, for context: GitContext, store: OpaquePointer, directory: String, reserve: Int64,
        session: HTTPSession, known: KnownServer?, until end: ContinuousClock.Instant?
    ) throws(GitError) {
        self.endpoint = endpoint
        let operation = try RemoteOperation(
            context, endpoint, session: session, directory: directory, reserve: reserve, isForFetch: true,
            base: known?.base, until: end)
        self.operation = operation
        if let carrier = operation.carrier {
            remote = try operation.run { () throws(CarrierFailure) in
                try UploadPack(over: carrier, known: known?.capabilities)
            }
        } else {
            remote = nil
            listed = (nil, try Self.references(of: endpoint, for: context, store: store, operation))
        }
    }

    /// What libgit2 says of a repository with names of another kind: it knows the extension by its name, or from 1.7 on
    /// its format.
    private static let objectFormatWords = ["objectformat", "object format"]

    /// All references of a repository on this machine's disk.
    private static func references(
        of endpoint: RemoteEndpoint, for context: GitContext, store: OpaquePointer, _ operation: RemoteOperation
    ) throws(GitError) -> ReferenceAdvertisement {
        do throws(GitError) {
            return try RemoteConnection(.fetch, to: endpoint, for: context, repository: store, operation).advertisement
        } catch  where objectFormatWords.contains(where: error.message.contains) {
            let failure = ServerCapabilities.unreadable("sha256")
            throw context.error(failure.category, failure.message, code: error.code)
        }
    }

    /// The server for the next connection, where that can begin with it.
    var server: KnownServer? {
        guard let carrier = operation.carrier as? HTTPCarrier, let remote, remote.capabilities.version == .v2 else {
            return nil
        }
        return KnownServer(base: carrier.base, capabilities: remote.capabilities)
    }

    /// Whether the server answered anything at all.
    var isAnswered: Bool { (operation.carrier as? HTTPCarrier)?.isAnswered ?? true }

    /// Whether another fetch can follow over this connection.
    var canFetchAgain: Bool {
        guard let remote, let carrier = operation.carrier else { return true }
        return !hasFetched || carrier.isStateless || (!isMidway && remote.capabilities.version == .v2)
    }

    /// Whether the server can be asked for single objects by their id.
    var hasObjectsByName: Bool { remote.map { $0.capabilities.version == .v2 } ?? true }

    /// Whether the remote can leave out what is not asked for by its id.
    var canFilter: Bool {
        remote.map { $0.capabilities.version == .v2 && $0.capabilities.canFetch("filter") } ?? true
    }

    /// The references that `name` can mean; nil for all.
    func references(named name: String?) throws(GitError) -> ReferenceAdvertisement {
        if let listed, listed.name == nil || listed.name == name { return listed.advertisement }
        guard let remote else { return ReferenceAdvertisement(references: []) }
        let found = try operation.run { () throws(CarrierFailure) in try remote.references(named: name) }
        listed = (remote.capabilities.version == .v0 ? nil : name, found)
        return found
    }

    /// The reference that `name` means; an id is none where the server needs no reference to send it.
    func resolve(_ name: String) throws(GitError) -> ReferenceAdvertisement.Reference? {
        if ObjectID(name) != nil, remote?.capabilities.version == .v2 { return nil }
        return try references(named: name).resolve(name)
    }

    /// Takes the pack for `request` into the store, and returns the commits whose parents the server left out.
    func fetch(
        _ request: FetchRequest, into database: OpaquePointer, isKnown: (ObjectID) -> Bool
    ) throws(GitError) -> [ObjectID] {
        hasFetched = true
        isMidway = true
        let shallow = try operation.run { () throws(CarrierFailure) in
            var writer = try PackWriter(into: database, for: operation)
            let shallow = try receive(request, into: &writer, isKnown: isKnown)
            try writer.commit()
            return shallow
        }
        isMidway = false
        return shallow
    }

    private func receive(
        _ request: FetchRequest, into writer: inout PackWriter, isKnown: (ObjectID) -> Bool
    ) throws(CarrierFailure) -> [ObjectID] {
        if let remote {
            return try remote.fetch(request) { bytes throws(CarrierFailure) in try writer.append(bytes) }.shallow
        }
        do throws(GitError) {
            try LocalRepository(endpoint, operation.context).send(request, into: &writer, isKnown: isKnown)
        } catch {
            throw CarrierFailure(error)
        }
        return []
    }
}
