import Git
import GitServers
import Network
import TestSupport
import Testing

/// Servers that do not keep what they promise, and stores that lost what they had.
@Suite struct UnfaithfulServerTests {
    @Test(arguments: [true, false])
    func `a server that leaves nothing out, said or unsaid, is good enough`(isSaid: Bool) async throws {
        let fixture = try await Fixture()
        try fixture.repository.commit(["dags/a": "1", "other/b": "2"])
        try fixture.repository.git("config", "uploadpack.allowFilter", "true")
        let changed = try ChangedServer(
            fixture, answer: { _, answer in isSaid ? replacing(" filter", with: " xilter", in: answer) : answer },
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
        let changed = try ChangedServer(
            fixture, environment: version.map { ["GIT_PROTOCOL": $0] } ?? [:],
            answer: { _, answer in replacing("shallow \(head)", with: "shallow \(lie)", in: answer) })
        _ = try await fixture.store.fetch("main", from: changed.endpoint, depth: 1)
        let path = fixture.folder.file("store")
        #expect(try run("cat", "\(path)/shallow") == head)
        try run("git", "-C", path, "fsck", "--full")
        let next = try fixture.repository.commit(["a": "2"])
        #expect(try await fixture.store.fetch("main", from: changed.endpoint, depth: 1).commit.description == next)
        try run("git", "-C", path, "fsck", "--full")
    }

    /// Makes git run `program` in place of the one that makes packs, which no repository may name by itself.
    private static func packer(_ program: String) -> [String: String] {
        ["GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "uploadpack.packObjectsHook", "GIT_CONFIG_VALUE_0": program]
    }

    /// A server whose packs are made by `script`, which finds the command that git would run in its arguments.
    private func packing(_ script: String, _ fixture: Fixture, version: String? = nil) throws -> GitHTTPServer {
        let packer = try fixture.folder.script("packer", script)
        var environment = Self.packer(packer)
        environment["GIT_PROTOCOL"] = version
        return try GitHTTPServer(root: fixture.folder, environment: environment)
    }

    @Test(arguments: [Transport.http, .httpVersion0, .ssh])
    func `a server that takes long to make the pack is waited for as long as it says so`(
        transport: Transport
    ) async throws {
        let fixture = try await Fixture()
        let head = try fixture.repository.commit(["a": "1"])
        try fixture.repository.git("config", "uploadpack.keepAlive", "1")
        let packer = try fixture.folder.script("packer", "sleep 5\nexec \"$@\"")
        let server = try Remote(transport, fixture, environment: Self.packer(packer))
        var remote = server.endpoint
        remote.deadlines.firstByte = .seconds(2)
        remote.deadlines.stall = .init(bytesPerSecond: 1000, window: .seconds(2))
        #expect(try await fixture.store.fetch("main", from: remote, depth: 1).commit.description == head)
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

    @Test func `a pack that arrives broken over ssh is asked for once more, and not read to its end as the next one`()
        async throws
    {
        let fixture = try await Fixture()
        try fixture.repository.commit(["a": "1"])
        let mark = fixture.folder.file("broken")
        let packer = try fixture.folder.script(
            "packer",
            "if rm '\(mark)' 2> /dev/null; then \"$@\" | { head -c 2000; tr 'a-z' 'b-za'; }; else exec \"$@\"; fi")
        let client = try fixture.folder.script(
            "ssh", "exec git -c uploadpack.packObjectsHook='\(packer)' upload-pack '\(fixture.repository.path)'")
        let remote = try RemoteEndpoint("ssh://host/r", ssh: SSHOptions(client: client))
        _ = try await fixture.store.fetch("main", from: remote, depth: 1)
        try fixture.folder.write(largeText(1), to: "work-dags.git/large")
        let head = try fixture.repository.commit(["a": "2"])
        try fixture.folder.write("", to: "broken")
        #expect(try await fixture.store.fetch("main", from: remote, depth: 1).commit.description == head)
        #expect(throws: (any Error).self, "the first pack was not broken") { try fixture.folder.read("broken") }
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
}
