import Git
import GitServers
import Network
import TestSupport
import Testing

/// What is known of the commits between two, where little of the history is fetched.
@Suite struct AncestryTests {
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

    @Test(arguments: [Transport.http, .ssh])
    func `a server that hangs when it is asked for history keeps the commit from nobody`(
        transport: Transport
    ) async throws {
        let folder = try TemporaryFolder()
        // git's own seam: this program makes the packs that upload-pack sends.
        let packer = try folder.script("packer", "case \"$*\" in *tree:0*) exec sleep 600 ;; *) exec \"$@\" ;; esac")
        let environment = [
            "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "uploadpack.packObjectsHook", "GIT_CONFIG_VALUE_0": packer,
        ]
        let repository = try ServedRepository(in: folder)
        try repository.git("config", "uploadpack.allowFilter", "true")
        let base = try #require(ObjectID(try repository.commit(["a": "1"])))
        let http = try transport == .http ? GitHTTPServer(root: folder, environment: environment) : nil
        let ssh = try transport == .ssh ? GitSSHServer(environment: environment) : nil
        let address = try http?.url(of: repository) ?? ssh?.url(of: repository.path) ?? ""
        let keys = ssh.map { SSHOptions(keyFiles: [$0.userKey], knownHostsFile: $0.knownHosts) } ?? SSHOptions()
        let remote = try RemoteEndpoint(
            address, ssh: keys, deadlines: Deadlines(firstByte: .seconds(600), total: .seconds(24)))
        let store = try await GitStore(at: folder.file("store"))
        _ = try await store.fetch("main", from: remote, depth: 1)
        for round in 2..<5 { try repository.commit(["a": "\(round)"]) }
        let begun = ContinuousClock.now
        let later = try await store.fetch("main", from: remote, depth: 1, since: base).commit
        #expect(begun.duration(to: .now) < .seconds(12), "the history took more than its share of the time")
        #expect(try await store.ancestry(of: store.commit(later), since: base) == .unknown)
    }
}
