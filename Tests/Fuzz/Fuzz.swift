// The libFuzzer program for all of dag-sync that reads what strangers write; FUZZ_TARGET names the reader. It is built
// by Tests/Fuzz/run and is no part of the package.
import CGit2
import CommandLine
import Glibc
import Network

@testable import Git
@testable import SyncEngine
@testable import dag_sync

/// What libFuzzer calls with every input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    Reader.chosen.read(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}

enum Reader: String, CaseIterable {
    /// The list of published files, the file that a restart trusts.
    case records
    /// Words and environment of the command line.
    case arguments
    /// The configuration of dag-sync, from its words and variables to the parts that are built of them.
    case configuration
    /// Addresses of remotes and of HTTP requests, credentials in them included.
    case addresses
    /// What a commit says of its submodules.
    case modules
    /// The signature of a webhook.
    case webhook
    /// What a git server says first, and its list of references.
    case references
    /// What a git server answers to the request for a pack; the first byte chooses the version of the protocol.
    case answers
    /// A pack on its way into a store, and how an object stands in it.
    case packs
    /// The running server, byte by byte.
    case http

    static let chosen: Reader = {
        let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? ""
        guard let reader = Reader(rawValue: name) else { fatalError("FUZZ_TARGET is one of \(allCases)") }
        return reader
    }()

    func read(_ bytes: [UInt8]) {
        switch self {
        case .records: Self.records(bytes)
        case .arguments: Self.arguments(bytes)
        case .configuration: Self.configuration(bytes)
        case .addresses: Self.addresses(bytes)
        case .modules: Self.modules(bytes)
        case .webhook: Self.webhook(bytes)
        case .references: Self.references(bytes)
        case .answers: Self.answers(bytes)
        case .packs: Self.packs(bytes)
        case .http: Self.http(bytes)
        }
    }

    private static func records(_ bytes: [UInt8]) {
        guard let records = FileRecords.decode(bytes) else { return }
        guard FileRecords.decode(FileRecords.encode(records)) == records else { fatalError("not the same again") }
    }

    private static let syntax = CommandSyntax(
        "fuzz", "Reads anything",
        options: [
            Option<String>.required("repo", as: "URL", environment: ["REPO"], "text") as any CommandOption,
            Option("period", default: Duration.seconds(1), "duration").short("p"),
            Option("limit", default: ByteCount(bytes: 1), "bytes"), Option("count", default: 3, "integer"),
            Option.flag("flag", default: true, "flag"),
            Option<[String]>.repeated("key", as: "FILE", environment: ["KEYS"], separator: ":", "list"),
        ], footer: "", version: "1")

    private static func arguments(_ bytes: [UInt8]) {
        let words = bytes.split(separator: 0, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
        let environment = ["REPO": words.first ?? "", "KEYS": words.last ?? ""]
        _ = try? syntax.parse(words, environment: environment)
    }

    private static let sidecar = CommandSyntax("dag-sync", "", options: SyncOptions.all, footer: "", version: "1")

    /// Words, and variables as `NAME=value`, each ended by a NUL.
    private static func configuration(_ bytes: [UInt8]) {
        let texts = bytes.split(separator: 0, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
        var environment: [String: String] = [:]
        for text in texts where text.hasPrefix("GIT") {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { environment[String(parts[0])] = String(parts[1]) }
        }
        let words =
            ["--repo", "https://host/dags.git", "--root", "/nonexistent"] + texts.filter { !$0.hasPrefix("GIT") }
        let given = DeprecatedNames(words, environment: environment)
        guard case .run(let arguments) = try? sidecar.parse(given.words, environment: given.environment) else { return }
        _ = try? SyncPlan(arguments, environment: given.environment, warnings: given.warnings)
    }

    private static func addresses(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        _ = try? HTTPAddress(text)
        if let remote = try? RemoteEndpoint(text), remote.scheme != .local,
            remote.description != remote.description.showingAddresses
        {
            fatalError("a credential is left in \(remote.description)")
        }
        if text.showingAddresses != text.showingAddresses.showingAddresses {
            fatalError("not all is removed at once from \(text)")
        }
    }

    private static func modules(_ bytes: [UInt8]) {
        let modules = GitModules(String(decoding: bytes, as: UTF8.self))
        guard let address = try? modules.address(of: "lib", from: "https://host/team/dags.git") else { return }
        guard let remote = try? RemoteEndpoint(address), remote.scheme != .local else {
            fatalError("an address that must not be followed: \(address)")
        }
    }

    private static func webhook(_ bytes: [UInt8]) {
        let split = bytes.firstIndex(of: 0) ?? bytes.endIndex
        let value = String(decoding: bytes[..<split], as: UTF8.self)
        let signature = TriggerSignature(secret: .value(Secret("secret")))
        for name in ["X-Hub-Signature-256", "X-Gitlab-Token"] where value != "secret" {
            var headers: HTTPHeaders = [:]
            headers[name] = value
            if (try? signature.accepts(headers, Array(bytes[split...]))) == true { fatalError("accepted \(value)") }
        }
    }
}

/// Bytes that come in pieces of no constant length.
private final class Pieces: ByteSource {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(CarrierFailure) -> Int {
        let piece = rest.prefix(min(buffer.count, 1 + rest.count * 2 / 3))
        buffer.copyBytes(from: piece)
        rest = rest.dropFirst(piece.count)
        return piece.count
    }

    func waitAnew() {}
}

extension Reader {
    private static func references(_ bytes: [UInt8]) {
        var reader = PacketLineReader(Pieces(bytes))
        guard let (capabilities, listed) = try? ReferenceLines.greeting(&reader) else { return }
        guard (capabilities.version == .v0) == (listed != nil) else { fatalError("a list without its version") }
        _ = try? ReferenceLines.listing(&reader)
        _ = FetchRequest(wants: []).bytes(for: capabilities)
    }

    private static func answers(_ bytes: [UInt8]) {
        var reader = PacketLineReader(Pieces(Array(bytes.dropFirst())))
        var length = 0
        let version: ServerCapabilities.Version = bytes.first == 0 ? .v0 : .v2
        _ = try? FetchAnswer.read(version, from: &reader) { piece throws(CarrierFailure) in length += piece.count }
        guard length <= bytes.count else { fatalError("more of a pack than came in") }
    }

    /// A store that stays empty, for all inputs.
    private static let store: String = {
        var template = Array("/tmp/dagc-fuzz-store-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { fatalError("no folder") }
        let path = String(cString: made)
        guard mkdir("\(path)/pack", 0o700) == 0, git_libgit2_init() > 0 else { fatalError("no store") }
        return path
    }()

    private static func packs(_ bytes: [UInt8]) {
        if let header = PackEntryHeader(bytes, at: 1 << 40), case .whole(let type) = header.kind {
            let again = PackEntryHeader(PackEntryHeader.bytes(type: type, size: header.size), at: 0)
            guard again?.kind == header.kind, again?.size == header.size else { fatalError("not the same again") }
        }
        let context = GitContext(.fetch, "fuzz")
        let objects = store
        guard let database = try? Handle<Database>(context, { git_odb_open(&$0, objects) }) else {
            fatalError("the store does not open")
        }
        let operation = RemoteOperation(context, directory: objects, reserve: 1 << 20)
        do throws(CarrierFailure) {
            var writer = try PackWriter(into: database.pointer, for: operation)
            let half = bytes.count / 2
            try writer.append(Array(bytes[..<half]))
            try writer.append(Array(bytes[half...]))
            try writer.commit()
        } catch {}
    }

    private static let port: UInt16 = {
        let started = DispatchPort()
        Task.detached {
            let reporter = Reporter(
                Reporter.Settings(repository: "r", ref: "main", instance: "i", maxStaleness: .seconds(60)),
                log: Log(verbosity: 0), isServing: true)
            let routes = Endpoints(
                reporter: reporter, inbox: TriggerInbox(),
                signature: TriggerSignature(secret: .value(Secret("secret"))), showsMetrics: true
            ).routes
            let server = HTTPServer(routes: routes, limits: HTTPServer.Limits(bodyBytes: 4096))
            started.give((try? await server.start(on: "127.0.0.1:0")) ?? 0)
            while true { try? await Task.sleep(for: .seconds(3600)); _ = server }
        }
        return started.take()
    }()

    /// Sends the bytes as they are; whatever comes back, the server goes on.
    private static func http(_ bytes: [UInt8]) {
        let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(connection) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(connection, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else {
            // The fuzzer's own timer on a busy machine; the next input connects again.
            if errno == EINTR { return }
            fatalError("the server has gone: \(String(cString: strerror(errno)))")
        }
        // A reset instead of a slow farewell: thousands of connections a second would use up the ports.
        var lingers = linger(l_onoff: 1, l_linger: 0)
        setsockopt(connection, SOL_SOCKET, SO_LINGER, &lingers, socklen_t(MemoryLayout<linger>.size))
        _ = send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        shutdown(connection, Int32(SHUT_WR))
        var polled = pollfd(fd: connection, events: Int16(POLLIN), revents: 0)
        poll(&polled, 1, 20)
        var answer = [UInt8](repeating: 0, count: 4096)
        let count = recv(connection, &answer, answer.count, Int32(MSG_DONTWAIT))
        if count > 0, String(decoding: answer[..<count], as: UTF8.self).contains(" 202 ") {
            fatalError("an unsigned request was accepted")
        }
    }
}

/// Hands a port from a task to the thread that waits for it.
final class DispatchPort: Sendable {
    private let ends: (read: Int32, write: Int32)

    init() {
        var pair: [Int32] = [0, 0]
        guard pipe(&pair) == 0 else { fatalError("no pipe") }
        ends = (pair[0], pair[1])
    }

    func give(_ port: UInt16) { _ = withUnsafeBytes(of: port) { write(ends.write, $0.baseAddress, 2) } }

    func take() -> UInt16 {
        var port: UInt16 = 0
        guard withUnsafeMutableBytes(of: &port, { read(ends.read, $0.baseAddress, 2) }) == 2, port != 0 else {
            fatalError("the server does not start")
        }
        return port
    }
}
