internal import CGit2
internal import CShim
internal import Glibc
internal import Network

/// One fetch, push or listing while it runs: its carrier, its end, and what was learned on the way.
///
/// libgit2 hands a pointer to it back in every callback. It stays on the thread of the store.
final class RemoteOperation {
    /// How much of the server's own words is kept for an error.
    private static let wordsLimit = 4 << 10
    /// Below this much free space a fetch stops: libgit2 writes packs through a memory map, and a full disk
    /// then ends the process instead of failing the write.
    private static let reservedBytes: UInt64 = 16 << 20
    /// How much arrives between two looks at the free space.
    private static let spaceCheckInterval = 1 << 20

    /// Changes when a connection goes on from a listing to a fetch.
    var context: GitContext
    /// Carries the protocol; nil leaves the remote to libgit2's own local transport.
    let carrier: (any SmartCarrier)?
    /// Why a callback stopped the operation.
    var failure: CarrierFailure?
    /// What libgit2 reads from and writes to, while it does.
    var stream: UnsafeMutablePointer<cshim_git_stream>?
    /// The server's verdict for each reference that was pushed: nil is good, a text is its reason.
    private(set) var verdicts: [String: String?] = [:]
    private(set) var receivedObjects = 0
    private(set) var receivedBytes = 0

    private let end: ContinuousClock.Instant
    private let directory: String
    private var words: [UInt8] = []
    private var unmapping: Task<Void, Never>?
    private var nextSpaceCheck = 0

    init(_ context: GitContext, _ endpoint: RemoteEndpoint, session: HTTPSession, directory: String) throws(GitError) {
        self.context = context
        self.directory = directory
        end = ContinuousClock.now + endpoint.deadlines.total
        switch endpoint.scheme {
        case .http: carrier = HTTPCarrier(session: session, endpoint: endpoint, end: end)
        case .ssh: carrier = try SSHCarrier(endpoint: endpoint, end: end)
        case .local: carrier = nil
        }
    }

    /// What the server wrote for a person to read, as one line.
    var serverWords: String {
        String(decoding: words, as: UTF8.self)
            .split { $0.isNewline }.map { $0.drop { $0 == " " } }.joined(separator: "; ")
            .filter { character in character.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7f } }
    }

    /// Runs one call of libgit2; where a callback stopped it, the callback's reason is the error.
    func check(_ call: () -> Int32) throws(GitError) {
        failure = nil
        git_error_clear()
        let code = call()
        guard code < 0 else { return }
        guard let failure else { throw context.failure(code) }
        throw context.error(failure.category, failure.message, code: code, retryAfter: failure.retryAfter)
    }

    /// Runs a step of the carrier for a callback and keeps the reason if it fails.
    func perform(_ step: () throws(CarrierFailure) -> Void) -> Int32 {
        do throws(CarrierFailure) {
            try step()
            return 0
        } catch {
            failure = error
            return GIT_EUSER.rawValue
        }
    }

    deinit { unmapping?.cancel() }

    /// How libgit2's indexer names a pack that is on its way.
    private static let receivedPackName = "/pack_git2_"
    private static let unmappedFrom = 16 << 20

    /// libgit2 maps the pack that it receives piece by piece and keeps all of it mapped until the end, and for the
    /// checksum of a large object it does so without a word in between: so its pages are let go beside it.
    private static func unmapReceivedPack() -> Task<Void, Never> {
        Task.detached {
            while !Task.isCancelled {
                cshim_unmap_pages(receivedPackName)
                do { try await Task.sleep(for: .milliseconds(10)) } catch { return }
            }
        }
    }

    func noteProgress(_ progress: git_indexer_progress) -> Int32 {
        receivedObjects = Int(progress.received_objects)
        receivedBytes = progress.received_bytes
        if unmapping == nil, receivedBytes >= Self.unmappedFrom { unmapping = Self.unmapReceivedPack() }
        return perform { () throws(CarrierFailure) in
            try checkTime()
            guard receivedBytes >= nextSpaceCheck else { return }
            nextSpaceCheck = receivedBytes + Self.spaceCheckInterval
            try checkSpace()
        }
    }

    func noteWords(_ bytes: UnsafeRawBufferPointer) -> Int32 {
        words.append(contentsOf: bytes.prefix(max(0, Self.wordsLimit - words.count)))
        return perform { () throws(CarrierFailure) in try checkTime() }
    }

    func noteVerdict(_ verdict: String?, on reference: String) { verdicts[reference] = .some(verdict) }

    private func checkTime() throws(CarrierFailure) {
        if Task.isCancelled { throw CarrierFailure(.cancelled, "cancelled") }
        if ContinuousClock.now >= end {
            throw CarrierFailure(.timeout, "\(NetworkError.Kind.timeout(.total))")
        }
    }

    private func checkSpace() throws(CarrierFailure) {
        var system = statvfs()
        guard statvfs(directory, &system) == 0 else { return }
        let free = UInt64(system.f_bavail) * UInt64(system.f_frsize)
        guard free >= Self.reservedBytes else {
            throw CarrierFailure(.disk, "only \(free >> 20) MiB are free where the store is")
        }
    }
}
