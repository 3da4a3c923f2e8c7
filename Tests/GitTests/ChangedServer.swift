import Git
import GitServers
import Synchronization

/// git's own server behind one that changes its words.
final class ChangedServer: Sendable {
    let server: FaultyServer
    let requests = Requests()

    init(
        _ fixture: Fixture, environment: [String: String] = [:],
        answer change: @escaping @Sendable (_ request: String, _ answer: [UInt8]) -> [UInt8] = { $1 },
        request: @escaping @Sendable (String) -> String = { $0 }
    ) throws {
        let behind = try GitHTTPServer(root: fixture.folder, environment: environment)
        server = try FaultyServer { [requests] asked in
            let text = String(decoding: asked.body, as: UTF8.self)
            requests.add(asked.head.hasPrefix("GET") ? "GET" : text)
            let body = bytes(request(text))
            let head = asked.head.replacing(
                /Content-Length: \d+/.ignoresCase(), with: "Content-Length: \(body.count)")
            guard let answer = answer(of: behind, to: .init(head: head, body: body)) else { return [] }
            return [.send(change(text, answer))]
        }
    }

    var endpoint: RemoteEndpoint { get throws { try RemoteEndpoint(server.url("/git/dags.git")) } }
}

/// Bodies of requests, and `GET` for one without.
final class Requests: Sendable {
    private let texts = Mutex<[String]>([])

    func add(_ text: String) { texts.withLock { $0.append(text) } }
    var count: Int { texts.withLock(\.count) }

    func take() -> [String] {
        texts.withLock { texts in
            defer { texts = [] }
            return texts
        }
    }
}

/// Puts `new` in the place of `old`, which is as long.
func replacing(_ old: String, with new: String, in answer: [UInt8]) -> [UInt8] {
    var answer = answer
    while let range = answer.firstRange(of: bytes(old)) { answer.replaceSubrange(range, with: bytes(new)) }
    return answer
}

/// Some 190 kB.
func largeText(_ seed: Int) -> String { (0..<20_000).map { "\(($0 &+ seed) &* 2_654_435_761)" }.joined() }
