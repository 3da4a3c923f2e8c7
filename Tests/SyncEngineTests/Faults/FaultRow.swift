import GitServers

@testable import SyncEngine

/// One line of the fault table: a harm, what it is to be reported as, and how it ends.
struct FaultRow: Sendable {
    typealias Step = @Sendable (FaultField) throws -> Void

    let name: String
    /// The classes that fit; with none the sync has to succeed in spite of the harm.
    let expected: Set<FailureClass>
    let harm: Step
    let heal: Step
    /// Whether a commit is pushed after the harm, which the sync then wants.
    var wantsNewCommit = true

    init(_ name: String, _ expected: Set<FailureClass>, harm: @escaping Step, heal: @escaping Step = { _ in }) {
        self.name = name
        self.expected = expected
        self.harm = harm
        self.heal = heal
    }

    private static func relay(_ name: String, _ fault: Relay.Fault, _ expected: Set<FailureClass>) -> FaultRow {
        FaultRow(name, expected, harm: { $0.relay.set(fault) }, heal: { $0.relay.set(.none) })
    }

    private static func packs(_ name: String, _ mode: String, _ expected: Set<FailureClass>) -> FaultRow {
        FaultRow(name, expected, harm: { try $0.packs(mode) }, heal: { try $0.packs("whole") })
    }

    /// Every harm that can be done over `transport`.
    static func rows(over transport: Ground.Transport) -> [FaultRow] {
        let own =
            transport == .http
            ? [
                relay("503", .answer(answer("503 Service Unavailable")), [.network]),
                relay("500", .answer(answer("500 Internal Server Error")), [.network]),
                relay("a web page", .answer(answer("200 OK", "<html>sign in</html>")), [.network, .git]),
            ] : [relay("another protocol", .answer(answer("400 Bad Request")), [.network])]
        return wire + own + pack + remote + root
    }

    private static func answer(_ status: String, _ body: String = "") -> [UInt8] {
        Array(
            "HTTP/1.1 \(status)\r\nContent-Type: text/html\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)".utf8)
    }

    private static let wire = [
        FaultRow("remote is down", [.timeout], harm: { try $0.relay.silence() }, heal: { try $0.relay.up() }),
        FaultRow("remote refuses", [.network], harm: { $0.relay.down() }, heal: { try $0.relay.up() }),
        relay("remote hangs up", .hangUp, [.network]),
        relay("hangs after accept", .hang(after: 0), [.timeout]),
        relay("hangs in its first line", .hang(after: 10), [.timeout]),
        relay("hangs in its headers or handshake", .hang(after: 120), [.timeout]),
        relay("hangs in the pack, on the wire", .hang(after: 40_000), [.timeout]),
        relay("is cut off in the pack", .cut(after: 40_000), [.network, .corrupt, .git]),
        // An ssh client that gets nonsense waits for its line to end.
        relay("garbage from the first byte", .garble(after: 0), [.network, .timeout, .git, .corrupt]),
        relay("garbage on the wire in the pack", .garble(after: 40_000), [.network, .git, .corrupt]),
    ]

    private static let pack = [
        packs("hangs before the pack", "hang 0", [.timeout]),
        packs("hangs in the pack, in the server", "hang 30000", [.timeout]),
        packs("garbage in the pack", "garble 2000", [.corrupt, .git]),
        packs("truncated pack", "cut 30000", [.corrupt, .git, .network]),
        packs("empty pack", "cut 0", [.corrupt, .git, .network]),
        packs("server cannot make the pack", "fail", [.network, .git, .corrupt]),
        packs("objects that nobody asked for", "junk", []),
        packs("files are withheld", "withhold", []),
        FaultRow(
            "lies about shallow commits", [], harm: { try $0.words("lie") }, heal: { try $0.words("true") }),
    ]

    private static let remote = [
        FaultRow(
            "wrong credentials", [.authentication], harm: { try $0.credentials(areGood: false) },
            heal: { try $0.credentials(areGood: true) }),
        FaultRow(
            "ref deleted", [.refNotFound], harm: { try $0.repository.git("branch", "-m", "main", "away") },
            heal: { try $0.repository.git("branch", "-m", "away", "main") }
        ).withoutPush,
        FaultRow(
            "repository gone", [.refNotFound, .network, .git],
            harm: { try run("mv", $0.repository.path, $0.repository.path + ".away") },
            heal: { try run("mv", $0.repository.path + ".away", $0.repository.path) }
        ).withoutPush,
        FaultRow(
            "history rewritten", [], harm: { try $0.repository.workGit("checkout", "--quiet", "--orphan", "other") }),
    ]

    private static let root = [
        FaultRow("store deleted", [], harm: { try run("rm", "-rf", $0.root.store) }),
        FaultRow(
            "packs of the store deleted", [], harm: { try shell("rm -f objects/pack/*", in: $0.root.store) }),
        FaultRow(
            "store full of garbage", [],
            harm: {
                try shell(
                    "find . -type f | while read -r f; do chmod u+w $f; echo garbage > $f; done", in: $0.root.store)
            }
        ),
        FaultRow(
            "objects of the store overwritten", [],
            harm: {
                let script = "for f in objects/pack/*; do chmod u+w $f; tr 'a-m' 'n-z' < $f > t; cat t > $f; done; rm t"
                try shell(script, in: $0.root.store)
            }),
        FaultRow(
            "a file where the store was", [], harm: { try shell("rm -rf store; echo x > store", in: $0.root.directory) }
        ),
        FaultRow(
            "lock files of a dead git in the store", [],
            harm: { try shell("touch index.lock config.lock refs/fetched/head.lock", in: $0.root.store) }),
    ]

    private static func shell(_ script: String, in folder: String) throws {
        try run("sh", "-c", "cd \"$0\" && \(script)", folder)
    }

    private var withoutPush: FaultRow {
        var row = self
        row.wantsNewCommit = false
        return row
    }
}
