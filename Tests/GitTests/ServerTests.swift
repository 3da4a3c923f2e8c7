import Foundation
import Git
import GitServers
import Network
import Synchronization
import TestSupport
import Testing

/// Servers that can less than git's own, or do not keep what they promise.
@Suite struct ServerTests {
    /// git's own server behind one that changes its words.
    private final class Changed: Sendable {
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
    private final class Requests: Sendable {
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
    private static func replacing(_ old: String, with new: String, in answer: [UInt8]) -> [UInt8] {
        var answer = answer
        while let range = answer.firstRange(of: bytes(old)) { answer.replaceSubrange(range, with: bytes(new)) }
        return answer
    }

    private func large(_ seed: Int) -> String { (0..<20_000).map { "\(($0 &+ seed) &* 2_654_435_761)" }.joined() }

    @Test func `a poll asks for one reference, and after the first one only for that`() async throws {
        let fixture = try await Fixture()
        let head = try fixture.repository.commit(["a": "1"])
        for number in 0..<50 { try fixture.repository.git("tag", "other-\(number)", head) }
        let changed = try Changed(fixture)
        let listed = try await fixture.store.references(of: changed.endpoint, named: "main")
        #expect(listed.references.map(\.name) == ["refs/heads/main"])
        #expect(changed.requests.take().count == 2)
        #expect(try await fixture.store.references(of: changed.endpoint, named: "main") == listed)
        let asked = changed.requests.take()
        #expect(asked.count == 1 && asked[0].contains("command=ls-refs"))
        #expect(try await fixture.store.references(of: changed.endpoint).references.count == 52)
    }

    @Test func `a server that no longer speaks as it did is asked anew`() async throws {
        let fixture = try await Fixture()
        try fixture.repository.commit(["a": "1"])
        let old = Requests()
        let changed = try Changed(fixture) { request, answer in
            old.add("")
            // From the third request on, what is new to it is an error.
            guard old.count > 2, request.contains("command=") else { return answer }
            return bytes("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
        }
        _ = try await fixture.store.references(of: changed.endpoint, named: "main")
        _ = changed.requests.take()
        let error = try await failure { try await fixture.store.references(of: changed.endpoint, named: "main") }
        #expect(error.message.contains("400"))
        #expect(changed.requests.take().contains("GET"))
    }

    @Test(arguments: [nil, "version=0"]) func `depth is that of history`(version: String?) async throws {
        let fixture = try await Fixture()
        for round in 0..<10 { try fixture.repository.commit(["a": "\(round)", "b\(round)": "x"]) }
        let server = try GitHTTPServer(
            root: fixture.folder, environment: version.map { ["GIT_PROTOCOL": $0] } ?? [:])
        let remote = try RemoteEndpoint(server.url(of: fixture.repository))
        let path = fixture.folder.file("store")
        func commits() throws -> String { try run("git", "-C", path, "rev-list", "--count", "--all") }

        let fetched = try await fixture.store.fetch("main", from: remote, depth: 1)
        // A commit, its tree, and files of two contents.
        #expect(fetched.receivedObjects == 4)
        #expect(try commits() == "1")
        _ = try await fixture.store.fetch("main", from: remote, depth: 3)
        #expect(try commits() == "3")
        try fixture.repository.commit(["a": "next"])
        _ = try await fixture.store.fetch("main", from: remote, depth: 3)
        try await fixture.store.compact(
            keeping: [try #require(ObjectID(fixture.repository.git("rev-parse", "main")))], depth: 3, isThorough: true)
        #expect(try commits() == "3")
        _ = try await fixture.store.fetch("main", from: remote)
        #expect(try commits() == "11")
        #expect(!FileManager.default.fileExists(atPath: "\(path)/shallow"))
        try run("git", "-C", path, "fsck", "--full")
    }

    @Test func `a server without depth sends all of history`() async throws {
        let fixture = try await Fixture()
        for round in 0..<4 { try fixture.repository.commit(["a": "\(round)"]) }
        let changed = try Changed(fixture) { _, answer in
            Self.replacing("fetch=shallow ", with: "fetch=xhallow ", in: answer)
        }
        _ = try await fixture.store.fetch("main", from: changed.endpoint, depth: 1)
        #expect(changed.requests.take().allSatisfy { !$0.contains("deepen") })
        let path = fixture.folder.file("store")
        #expect(try run("git", "-C", path, "rev-list", "--count", "--all") == "4")
    }

    @Test func `files that nobody wants are left out, and come when they are wanted`() async throws {
        let fixture = try await Fixture()
        try fixture.folder.write(large(1), to: "work-dags.git/other/large")
        try fixture.repository.commit(["dags/a": "1"])
        try fixture.repository.git("config", "uploadpack.allowFilter", "true")
        let changed = try Changed(fixture)
        let first = try await fixture.store.fetch("main", from: changed.endpoint, depth: 1) { $0.hasPrefix("dags/") }
        #expect(first.receivedBytes < 1000)
        #expect(changed.requests.take().count { $0.contains("command=fetch") } == 2)
        let unwanted = try #require(try await fixture.store.entry(at: "other/large", in: first.commit))
        #expect(await !fixture.store.contains(unwanted.id))
        let second = try await fixture.store.fetch("main", from: changed.endpoint, depth: 1)
        #expect(second.receivedObjects == 1)
        #expect(try await fixture.store.contents(of: unwanted.id, limit: 1 << 20) == bytes(large(1)))
    }

    @Test(arguments: [true, false])
    func `a server that leaves nothing out, said or unsaid, is good enough`(isSaid: Bool) async throws {
        let fixture = try await Fixture()
        try fixture.repository.commit(["dags/a": "1", "other/b": "2"])
        try fixture.repository.git("config", "uploadpack.allowFilter", "true")
        let changed = try Changed(
            fixture, answer: { _, answer in isSaid ? Self.replacing(" filter", with: " xilter", in: answer) : answer },
            request: { $0.replacing("0015filter blob:none\n", with: "") })
        let fetched = try await fixture.store.fetch("main", from: changed.endpoint, depth: 1) { $0.hasPrefix("dags/") }
        #expect(fetched.receivedObjects == 6)
        #expect(changed.requests.take().contains { $0.contains("filter") } == !isSaid)
    }

    @Test(arguments: [nil, "version=0"])
    func `what a server says of shallow commits is not believed`(version: String?) async throws {
        let fixture = try await Fixture()
        try fixture.repository.commit(["a": "0"])
        let head = try fixture.repository.commit(["a": "1"])
        let lie = String(repeating: "12", count: 20)
        let changed = try Changed(
            fixture, environment: version.map { ["GIT_PROTOCOL": $0] } ?? [:],
            answer: { _, answer in Self.replacing("shallow \(head)", with: "shallow \(lie)", in: answer) })
        _ = try await fixture.store.fetch("main", from: changed.endpoint, depth: 1)
        let path = fixture.folder.file("store")
        #expect(try run("cat", "\(path)/shallow") == head)
        try run("git", "-C", path, "fsck", "--full")
        let next = try fixture.repository.commit(["a": "2"])
        #expect(try await fixture.store.fetch("main", from: changed.endpoint, depth: 1).commit.description == next)
        try run("git", "-C", path, "fsck", "--full")
    }

    /// A server whose packs are made by `script`, which finds the command that git would run in its arguments.
    private func packing(_ script: String, _ fixture: Fixture, version: String? = nil) throws -> GitHTTPServer {
        let packer = try fixture.folder.script("packer", script)
        var environment = [
            "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "uploadpack.packObjectsHook", "GIT_CONFIG_VALUE_0": packer,
        ]
        environment["GIT_PROTOCOL"] = version
        return try GitHTTPServer(root: fixture.folder, environment: environment)
    }

    @Test func `objects that nobody asked for do not stay`() async throws {
        let fixture = try await Fixture()
        let head = try #require(ObjectID(try fixture.repository.commit(["a": "1"])))
        let junk = try run(
            "sh", "-c", "head -c 3000000 /dev/urandom | git -C \"$0\" hash-object -w --stdin", fixture.repository.path)
        let server = try packing("{ echo \(junk); cat; } | \"$@\"", fixture)
        let remote = try RemoteEndpoint(server.url(of: fixture.repository))
        #expect(try await fixture.store.fetch("main", from: remote, depth: 1).commit == head)
        #expect(await fixture.store.contains(try #require(ObjectID(junk))))
        try await fixture.store.compact(keeping: [head], depth: 1)
        #expect(await !fixture.store.contains(try #require(ObjectID(junk))))
        #expect(await fixture.store.contains(head))
    }

    @Test(arguments: [nil, "version=0"])
    func `a pack of other objects than those asked for is an error`(version: String?) async throws {
        let fixture = try await Fixture()
        try fixture.repository.commit(["a": "1"])
        let junk = try run("sh", "-c", "echo junk | git -C \"$0\" hash-object -w --stdin", fixture.repository.path)
        let server = try packing("cat > /dev/null; echo \(junk) | git pack-objects --stdout", fixture, version: version)
        let remote = try RemoteEndpoint(server.url(of: fixture.repository))
        let error = try await failure { try await fixture.store.fetch("main", from: remote, depth: 1) }
        #expect(error.category == .corrupt && error.message.contains("did not send"), "\(error)")
    }

    @Test(arguments: [nil, "version=0"])
    func `files that a server withholds are asked for by their names, or missed`(version: String?) async throws {
        let fixture = try await Fixture()
        let head = try fixture.repository.commit(["a": "1"])
        try fixture.repository.git("config", "uploadpack.allowFilter", "true")
        let server = try packing("exec \"$@\" --filter=blob:none", fixture, version: version)
        let remote = try RemoteEndpoint(server.url(of: fixture.repository))
        guard version == nil else {
            let error = try await failure { try await fixture.store.fetch("main", from: remote, depth: 1) }
            #expect(error.category == .corrupt && error.message.contains("did not send"), "\(error)")
            return
        }
        let fetched = try await fixture.store.fetch("main", from: remote, depth: 1)
        #expect(fetched.commit.description == head)
        let entry = try #require(try await fixture.store.entry(at: "a", in: fetched.commit))
        #expect(try await fixture.store.contents(of: entry.id, limit: 10) == bytes("1"))
    }

    /// Takes everything out of a store but the commit itself, which it then offers.
    private func lose(_ store: String) throws {
        try run(
            "sh", "-c",
            """
            cd "$0" && id=$(cat refs/fetched/head) && git cat-file commit $id > ../commit && rm -f objects/pack/* &&
            git hash-object -w -t commit --literally ../commit
            """, store)
    }

    @Test func `the total deadline holds for all connections of a fetch together`() async throws {
        let fixture = try await Fixture()
        try fixture.repository.commit(["a": "1", "d/b": "2"])
        let packer = try fixture.folder.script("packer", "sleep 3; exec \"$@\"")
        let client = try fixture.folder.script(
            "ssh",
            "unset GIT_PROTOCOL; exec git -c uploadpack.packObjectsHook='\(packer)' upload-pack '\(fixture.repository.path)'"
        )
        var remote = try RemoteEndpoint("ssh://host/r", ssh: SSHOptions(client: client))
        let path = fixture.folder.file("store")
        _ = try await fixture.store.fetch("main", from: RemoteEndpoint(fixture.repository.path), depth: 1)
        try lose(path)
        try fixture.repository.commit(["a": "3"])
        // Enough for one pack, and not for the one that is asked for after it.
        remote.deadlines.total = .seconds(5)
        let store = try await GitStore(at: path)
        let error = try await failure { try await store.fetch("main", from: remote, depth: 1) }
        #expect(error.category == .timeout, "\(error)")
    }

    @Test(arguments: [nil, "version=0"])
    func `what the store has lost is fetched again`(version: String?) async throws {
        let fixture = try await Fixture()
        try fixture.repository.commit(["a": "1", "d/b": "2"])
        let server = try GitHTTPServer(
            root: fixture.folder, environment: version.map { ["GIT_PROTOCOL": $0] } ?? [:])
        let remote = try RemoteEndpoint(server.url(of: fixture.repository))
        _ = try await fixture.store.fetch("main", from: remote, depth: 1)
        let path = fixture.folder.file("store")
        // What is left is the commit alone: it is offered, and its tree and files are not there.
        try lose(path)
        try fixture.repository.commit(["a": "3"])
        let store = try await GitStore(at: path)
        let fetched = try await store.fetch("main", from: remote, depth: 1)
        for name in ["a", "d/b"] {
            let entry = try #require(try await store.entry(at: name, in: fetched.commit))
            #expect(await store.contains(entry.id))
        }
    }

    @Test func `answers that are compressed are read`() async throws {
        let fixture = try await Fixture()
        let head = try fixture.repository.commit(["a": "1"])
        let folder = fixture.folder
        let changed = try Changed(fixture) { _, answer in
            guard let split = answer.firstRange(of: bytes("\r\n\r\n")) else { return answer }
            let plain = folder.file("plain-\(UUID().uuidString)")
            try? Data(answer[split.upperBound...]).write(to: URL(fileURLWithPath: plain))
            _ = try? run("gzip", plain)
            let body = (try? Data(contentsOf: URL(fileURLWithPath: plain + ".gz"))) ?? Data()
            let head = String(decoding: answer[..<split.lowerBound], as: UTF8.self)
                .components(separatedBy: "\r\n").filter { !$0.lowercased().hasPrefix("content-length") }
            return bytes(
                (head + ["Content-Encoding: gzip", "Content-Length: \(body.count)"]).joined(separator: "\r\n")
                    + "\r\n\r\n") + body
        }
        #expect(try await fixture.store.fetch("main", from: changed.endpoint, depth: 1).commit.description == head)
    }

    @Test func `a pack without bands is read over http`() async throws {
        let fixture = try await Fixture()
        try fixture.folder.write(large(1), to: "work-dags.git/large")
        let head = try fixture.repository.commit(["a": "1"])
        let changed = try Changed(fixture, environment: ["GIT_PROTOCOL": "version=0"]) { _, answer in
            Self.replacing(" side-band", with: " xide-band", in: answer)
        }
        #expect(try await fixture.store.fetch("main", from: changed.endpoint, depth: 1).commit.description == head)
        #expect(changed.requests.take().allSatisfy { !$0.contains("side-band") })
    }

    @Test(arguments: [nil, 20_000]) func `a pack without bands is read over ssh to its end`(limit: Int?) async throws {
        let fixture = try await Fixture()
        try fixture.folder.write(large(1), to: "work-dags.git/large")
        let head = try fixture.repository.commit(["a": "1"])
        let filter = try fixture.folder.write(
            """
            import os, signal, sys
            left = int(sys.argv[1])
            while left > 0 and (data := os.read(0, 65536)):
                os.write(1, data.replace(b" side-band", b" xide-band")[:left])
                left -= len(data)
            if left <= 0:
                os.kill(os.getppid(), signal.SIGKILL)
            """, to: "filter.py")
        let client = try fixture.folder.script(
            "ssh", "git-upload-pack '\(fixture.repository.path)' | python3 '\(filter)' \(limit ?? 1 << 30)")
        let remote = try RemoteEndpoint("ssh://host/r", ssh: SSHOptions(client: client))
        guard limit == nil else {
            let error = try await failure { try await fixture.store.fetch("main", from: remote, depth: 1) }
            #expect([.network, .corrupt].contains(error.category), "\(error)")
            #expect(await !fixture.store.contains(try #require(ObjectID(head))))
            return
        }
        #expect(try await fixture.store.fetch("main", from: remote, depth: 1).commit.description == head)
    }

    @Test func `a repository that is shallow itself is as good as any other`() async throws {
        let fixture = try await Fixture()
        for round in 0..<3 { try fixture.repository.commit(["a": "\(round)"]) }
        let head = try fixture.repository.git("rev-parse", "main")
        try run(
            "git", "clone", "-q", "--bare", "--depth", "2", "file://\(fixture.repository.path)",
            fixture.folder.file("shallow.git"))
        let server = try fixture.serve()
        for (address, depth) in [
            (server.url(of: "shallow.git"), 1), (server.url(of: "shallow.git"), nil),
            (fixture.folder.file("shallow.git"), 1),
        ] {
            let path = fixture.folder.file("store-\(depth ?? 0)-\(address.count)")
            let store = try await GitStore(at: path)
            #expect(
                try await store.fetch("main", from: RemoteEndpoint(address), depth: depth).commit.description == head)
            try run("git", "-C", path, "fsck", "--full")
        }
    }

    @Test(arguments: Transport.allCases)
    func `a repository that names its objects by SHA-256 is refused by that`(transport: Transport) async throws {
        let fixture = try await Fixture()
        let path = fixture.repository.path
        try run("rm", "-rf", path)
        try run("git", "init", "-q", "--bare", "--object-format=sha256", "--initial-branch=main", path)
        try run(
            "sh", "-c", "cd \"$0\" && git update-ref refs/heads/main $(git commit-tree -m x $(git mktree < /dev/null))",
            path)
        let remote = try Remote(transport, fixture)
        let error = try await failure { try await fixture.store.references(of: remote.endpoint) }
        #expect(error.category == .invalid, "\(error)")
        #expect(error.message.contains("sha256"), "\(error)")
    }

    @Test(arguments: [Transport.http, .ssh, .local])
    func `a rewritten history is told from one that goes on, however much of it is in the store`(
        transport: Transport
    ) async throws {
        let fixture = try await Fixture()
        try fixture.repository.git("config", "uploadpack.allowFilter", "true")
        try fixture.repository.commit(["a": "0"])
        let base = try #require(ObjectID(try fixture.repository.commit(["a": "1"])))
        let remote = try Remote(transport, fixture)
        _ = try await fixture.store.fetch("main", from: remote.endpoint, depth: 1)
        for round in 2..<6 { try fixture.repository.commit(["a": "\(round)"]) }
        let later = try await fixture.store.fetch("main", from: remote.endpoint, depth: 1, since: base).commit
        #expect(try await fixture.store.ancestry(of: fixture.store.commit(later), since: base) == .follows)
        try await fixture.store.compact(keeping: [later], depth: 1)
        let path = fixture.folder.file("store")
        #expect(try run("git", "-C", path, "rev-list", "--count", "--all") == "1")
        try run("git", "-C", path, "fsck", "--full")

        try fixture.repository.workGit("reset", "-q", "--hard", base.description)
        for round in 7..<9 { try fixture.repository.commit(["a": "\(round)"]) }
        let other = try await fixture.store.fetch("main", from: remote.endpoint, depth: 1, since: later).commit
        #expect(try await fixture.store.ancestry(of: fixture.store.commit(other), since: later) == .rewritten)
        try await fixture.store.compact(keeping: [other], depth: 1)
        try run("git", "-C", path, "fsck", "--full")
        // Backwards is rewritten too.
        try fixture.repository.git("update-ref", "refs/heads/main", base.description)
        let back = try await fixture.store.fetch("main", from: remote.endpoint, depth: 1, since: other).commit
        #expect(try await fixture.store.ancestry(of: fixture.store.commit(back), since: other) == .rewritten)
    }

    @Test func `a server that cannot leave files out is not asked for history`() async throws {
        let fixture = try await Fixture()
        let base = try #require(ObjectID(try fixture.repository.commit(["a": "1"])))
        let remote = try Remote(.http, fixture)
        _ = try await fixture.store.fetch("main", from: remote.endpoint, depth: 1)
        let next = try fixture.repository.commit(["a": "2"])
        let second = try await fixture.store.fetch("main", from: remote.endpoint, depth: 1, since: base).commit
        #expect(second.description == next)
        #expect(try await fixture.store.ancestry(of: fixture.store.commit(second), since: base) == .follows)
        for round in 3..<6 { try fixture.repository.commit(["a": "\(round)"]) }
        let later = try await fixture.store.fetch("main", from: remote.endpoint, depth: 1, since: second).commit
        #expect(try await fixture.store.ancestry(of: fixture.store.commit(later), since: second) == .unknown)
    }
}
