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
    /// How much arrives between two looks at the free space.
    private static let spaceCheckInterval = 256 << 10

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
    /// Of all packs of the operation together.
    var receivedObjects: Int { objectsBefore + packObjects }
    var receivedBytes: Int { bytesBefore + packBytes }

    /// When all of it has to be over.
    let end: ContinuousClock.Instant
    private let directory: String
    /// Below this many bytes of free space a pack is given up: libgit2 writes it through a memory map, and a full disk
    /// then ends the process instead of failing the write.
    private let reserve: Int64
    private var words: [UInt8] = []
    private var unmapping: PackUnmapping?
    private var nextSpaceCheck = 0
    private var (packObjects, packBytes) = (0, 0)
    private var (objectsBefore, bytesBefore) = (0, 0)

    /// - Parameters:
    ///   - isForFetch: whether the fetch is this package's own; libgit2 speaks an older version of the protocol.
    ///   - base: where the address was found to redirect to.
    ///   - end: when it has to be over, if it goes on with something that has begun.
    init(
        _ context: GitContext, _ endpoint: RemoteEndpoint, session: HTTPSession, directory: String, reserve: Int64,
        isForFetch: Bool = false, base: String? = nil, until end: ContinuousClock.Instant? = nil
    ) throws(GitError) {
        self.context = context
        self.directory = directory
        self.reserve = reserve
        let end = end ?? ContinuousClock.now + endpoint.deadlines.total
        self.end = end
        switch endpoint.scheme {
        case .http:
            carrier = HTTPCarrier(session: session, endpoint: endpoint, end: end, isForFetch: isForFetch, base: base)
        case .ssh: carrier = try SSHCarrier(endpoint: endpoint, end: end, isForFetch: isForFetch)
        case .local: carrier = nil
        }
    }

    /// Work within the store alone, which takes as long as it takes.
    init(_ context: GitContext, directory: String, reserve: Int64) {
        self.context = context
        self.directory = directory
        self.reserve = reserve
        end = ContinuousClock.now + .seconds(86_400)
        carrier = nil
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

    /// Runs a step of the carrier; its reason is the error.
    func run<Result>(_ step: () throws(CarrierFailure) -> Result) throws(GitError) -> Result {
        do throws(CarrierFailure) { return try step() } catch {
            throw context.error(error.category, error.message, retryAfter: error.retryAfter)
        }
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

    /// Smaller packs are not worth the interruptions.
    private static let unmappedFrom = 4 << 20

    /// Counts what comes next beside what came before.
    func beginPack() {
        (objectsBefore, bytesBefore) = (receivedObjects, receivedBytes)
        (packObjects, packBytes) = (0, 0)
        nextSpaceCheck = 0
    }

    /// Counts bytes of a pack that are about to be written.
    func noteBytes(_ count: Int) throws(CarrierFailure) {
        packBytes += count
        if unmapping == nil, packBytes >= Self.unmappedFrom { unmapping = PackUnmapping() }
        try checkTime()
        guard packBytes >= nextSpaceCheck else { return }
        nextSpaceCheck = packBytes + Self.spaceCheckInterval
        try checkSpace()
    }

    func noteProgress(_ progress: git_indexer_progress) -> Int32 {
        packObjects = Int(progress.received_objects)
        return perform { () throws(CarrierFailure) in try checkTime() }
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
        let free = Int64(system.f_bavail) * Int64(system.f_frsize)
        guard free >= reserve else {
            let words = "only \(free) bytes are free where the store is, and --min-free-space keeps \(reserve)"
            throw CarrierFailure(.disk, words)
        }
    }
}
