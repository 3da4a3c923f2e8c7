import Git
import GitServers
import Network
import TestSupport
import Testing

/// The remotes that a store can fetch from; every case below runs over each.
enum Transport: CaseIterable {
    case http
    case httpVersion0
    case httpVersion1
    case ssh
    case sshVersion0
    case local

    /// libgit2 pushes, and knows no version 1.
    static let forPush = allCases.filter { $0 != .httpVersion1 }

    /// What makes a server speak no newer version of the protocol.
    var environment: [String: String] {
        switch self {
        case .httpVersion0, .sshVersion0: ["GIT_PROTOCOL": "version=0"]
        case .httpVersion1: ["GIT_PROTOCOL": "version=1"]
        case .http, .ssh, .local: [:]
        }
    }
}

/// A server over a fixture's repository that lives as long as the remote is used.
struct Remote {
    let endpoint: RemoteEndpoint
    private let server: any Sendable

    /// - Parameter environment: what git at the server finds beside what the transport asks for.
    init(_ transport: Transport, _ fixture: Fixture, environment: [String: String] = [:]) throws {
        let environment = transport.environment.merging(environment) { $1 }
        switch transport {
        case .http, .httpVersion0, .httpVersion1:
            let server = try GitHTTPServer(root: fixture.folder, environment: environment)
            endpoint = try RemoteEndpoint(server.url(of: fixture.repository))
            self.server = server
        case .ssh, .sshVersion0:
            let server = try GitSSHServer(environment: environment)
            endpoint = try RemoteEndpoint(
                server.url(of: fixture.repository.path),
                ssh: SSHOptions(
                    keyFiles: [server.userKey], knownHostsFile: server.knownHosts, configurationFile: "none"))
            self.server = server
        case .local:
            endpoint = try RemoteEndpoint(fixture.repository.path)
            server = ()
        }
    }
}

@Suite struct FetchTests {
    @Test(arguments: Transport.allCases)
    func `references are those of ls-remote, with peeled tags and HEAD's branch`(transport: Transport) async throws {
        let fixture = try await Fixture()
        let head = try fixture.repository.commit(["a": "1"])
        try fixture.repository.git("tag", "-a", "-m", "release", "v1", "main")
        let other = try fixture.repository.commit(["a": "2"], branch: "feature/x")
        let remote = try Remote(transport, fixture)
        let listed = try await fixture.store.references(of: remote.endpoint)

        #expect(
            listed.references.map(\.name).sorted() == [
                "HEAD", "refs/heads/feature/x", "refs/heads/main", "refs/tags/v1",
            ])
        #expect(listed.resolve("HEAD")?.symbolicTarget == "refs/heads/main")
        #expect(listed.resolve("main")?.commit.description == head)
        #expect(listed.resolve("feature/x")?.commit.description == other)
        let tag = try #require(listed.resolve("v1"))
        #expect(tag.commit.description == head)
        #expect(try tag.id.description == fixture.repository.git("rev-parse", "v1"))
        #expect(listed.resolve("none") == nil)
    }

    @Test(arguments: Transport.allCases)
    func `a repository without commits advertises nothing`(transport: Transport) async throws {
        let fixture = try await Fixture()
        let remote = try Remote(transport, fixture)
        #expect(try await fixture.store.references(of: remote.endpoint).references.isEmpty)
        #expect(
            try await failure { try await fixture.store.fetch("main", from: remote.endpoint) }.category == .notFound)
    }

    @Test(arguments: Transport.allCases)
    func `a fetch brings the commit, and the next one only what is new`(transport: Transport) async throws {
        let fixture = try await Fixture()
        try fixture.repository.commit(Dictionary(uniqueKeysWithValues: (0..<50).map { ("d/f\($0)", "text \($0)") }))
        let remote = try Remote(transport, fixture)
        let first = try await fixture.store.fetch("main", from: remote.endpoint)
        #expect(try await fixture.store.entries(of: first.commit).count == 50)

        let head = try fixture.repository.commit(["d/f7": "changed"])
        let second = try await fixture.store.fetch("main", from: remote.endpoint)
        #expect(second.commit.description == head)
        let entry = try #require(try await fixture.store.entry(at: "d/f7", in: second.commit))
        #expect(try await fixture.store.contents(of: entry.id, limit: 100) == bytes("changed"))
        if transport != .local {
            #expect(first.receivedObjects == 53)
            // Commit, two trees, one blob; libgit2 asks for no thin packs, so nothing comes beside them.
            #expect(second.receivedObjects == 4)
            #expect(second.receivedBytes > 0 && second.receivedBytes < first.receivedBytes)
        }
        let third = try await fixture.store.fetch("main", from: remote.endpoint)
        #expect(third == FetchResult(commit: second.commit, receivedObjects: 0, receivedBytes: 0))
    }

    @Test(arguments: Transport.allCases)
    func `a long history that diverged is negotiated`(transport: Transport) async throws {
        let fixture = try await Fixture()
        for round in 0..<45 { try fixture.repository.workGit("commit", "-q", "--allow-empty", "-m", "\(round)") }
        try fixture.repository.commit(["a": "1"])
        let remote = try Remote(transport, fixture)
        _ = try await fixture.store.fetch("main", from: remote.endpoint)
        try fixture.repository.workGit("reset", "-q", "--hard", "HEAD~5")
        for round in 0..<45 { try fixture.repository.workGit("commit", "-q", "--allow-empty", "-m", "new \(round)") }
        let head = try fixture.repository.commit(["b": "1"])
        let fetched = try await fixture.store.fetch("main", from: remote.endpoint)
        #expect(fetched.commit.description == head)
        #expect(try await fixture.store.entries(of: fetched.commit).map(\.path) == ["b"])
    }

    @Test(arguments: Transport.allCases)
    func `a tag, a full id and HEAD are fetched like a branch`(transport: Transport) async throws {
        let fixture = try await Fixture()
        let old = try fixture.repository.commit(["a": "1"])
        try fixture.repository.git("tag", "-a", "-m", "release", "v1", "main")
        let head = try fixture.repository.commit(["a": "2"])
        let remote = try Remote(transport, fixture)
        #expect(try await fixture.store.fetch("v1", from: remote.endpoint).commit.description == old)
        #expect(try await fixture.store.fetch("HEAD", from: remote.endpoint).commit.description == head)

        let fresh = try await GitStore(at: fixture.folder.file("fresh"))
        // Neither is the tip of anything, so the server has to allow it or the history has to be searched.
        let buried = try fixture.repository.commit(["a": "3"])
        try fixture.repository.commit(["a": "4"])
        #expect(try await fresh.fetch(buried, from: remote.endpoint).commit.description == buried)
        let unknown = String(repeating: "12", count: 20)
        #expect(try await failure { try await fresh.fetch(unknown, from: remote.endpoint) }.category == .notFound)
    }

    @Test func `a tag of something that is no commit cannot be fetched, and is no damage`() async throws {
        let fixture = try await Fixture()
        try fixture.repository.commit(["a": "1"])
        let remote = try RemoteEndpoint(fixture.repository.path)
        for (name, object) in [("file", "main:a"), ("folder", "main^{tree}")] {
            try fixture.repository.git("tag", name, object)
            try fixture.repository.git("tag", "-a", "-m", "x", "annotated-\(name)", object)
            for tag in [name, "annotated-\(name)"] {
                let error = try await failure { try await fixture.store.fetch("refs/tags/\(tag)", from: remote) }
                #expect(
                    error.category == .invalid && error.message.contains("only a commit can be published"), "\(error)")
            }
        }
    }

    @Test func `a repository that is not there is not found`() async throws {
        let fixture = try await Fixture()
        let server = try fixture.serve()
        let remotes = [server.url(of: "none.git"), fixture.folder.file("none.git")]
        for address in remotes {
            let remote = try RemoteEndpoint(address)
            let error = try await failure { try await fixture.store.references(of: remote) }
            #expect(error.category == .notFound, "\(error)")
            #expect(error.operation == .listReferences && error.subject == address)
        }
        let ssh = try GitSSHServer()
        let remote = try RemoteEndpoint(
            ssh.url(of: "/none.git"),
            ssh: SSHOptions(keyFiles: [ssh.userKey], knownHostsFile: ssh.knownHosts, configurationFile: "none"))
        #expect(try await failure { try await fixture.store.references(of: remote) }.category == .notFound)
    }

    @Test func `credentials open a private repository, wrong ones are an authentication error`() async throws {
        let fixture = try await Fixture()
        let hidden = try ServedRepository("private/dags.git", in: fixture.folder)
        let head = try hidden.commit(["a": "1"])
        let server = try fixture.serve()
        var remote = try RemoteEndpoint(server.url(of: hidden))
        #expect(try await failure { try await fixture.store.references(of: remote) }.category == .authentication)
        remote.credentials = BasicCredentials(username: "reader", password: Secret("wr0ng"))
        let error = try await failure { try await fixture.store.fetch("main", from: remote) }
        #expect(error.category == .authentication)
        #expect(!"\(error)".contains("wr0ng"))
        remote.credentials?.password = Secret("s3cret")
        #expect(try await fixture.store.fetch("main", from: remote).commit.description == head)
    }

    @Test func `ssh refuses an unknown host and an unknown key`() async throws {
        let fixture = try await Fixture()
        try fixture.repository.commit(["a": "1"])
        let server = try GitSSHServer()
        let address = try server.url(of: fixture.repository.path)
        var remote = try RemoteEndpoint(
            address, ssh: SSHOptions(keyFiles: [server.userKey], knownHostsFile: "/dev/null", configurationFile: "none")
        )
        #expect(try await failure { try await fixture.store.references(of: remote) }.category == .authentication)
        remote.ssh.checksHostKeys = false
        #expect(try await fixture.store.references(of: remote).resolve("main") != nil)
        remote.ssh.keyFiles = [fixture.folder.file("other")]
        try run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", fixture.folder.file("other"))
        let error = try await failure { try await fixture.store.references(of: remote) }
        #expect(error.category == .authentication && error.message.contains("Permission denied"))
    }

    @Test func `a path that the server's shell would take apart arrives whole`() async throws {
        let fixture = try await Fixture()
        let odd = try ServedRepository("it's $HOME; `x` !.git", in: fixture.folder)
        let head = try odd.commit(["a": "1"])
        let server = try GitSSHServer()
        let remote = try RemoteEndpoint(
            server.url(of: odd.path),
            ssh: SSHOptions(keyFiles: [server.userKey], knownHostsFile: server.knownHosts, configurationFile: "none"))
        #expect(try await fixture.store.fetch("main", from: remote).commit.description == head)
    }

    @Test func `polls over http share one connection`() async throws {
        let fixture = try await Fixture()
        try fixture.repository.commit(["a": "1"])
        let server = try fixture.serve()
        let remote = try RemoteEndpoint(server.url(of: fixture.repository))
        var clients: Set<String> = []
        for _ in 0..<5 {
            _ = try await fixture.store.references(of: remote)
            clients.insert(
                try run("sh", "-c", "ss -Htn state established \"( dport = :\(server.port) )\" | awk '{print $3}'"))
        }
        #expect(clients.count == 1 && clients.first?.isEmpty == false)
    }

    @Test func `a fetch goes on over the connection that has listed the references`() async throws {
        let fixture = try await Fixture()
        let first = try fixture.repository.commit(["a": "1"])
        let server = try GitSSHServer()
        let log = fixture.folder.file("clients")
        let client = try fixture.folder.script("client", "echo started >> \(log); exec ssh \"$@\"")
        let remote = try RemoteEndpoint(
            server.url(of: fixture.repository.path),
            ssh: SSHOptions(
                client: client, keyFiles: [server.userKey], knownHostsFile: server.knownHosts,
                configurationFile: "none"))
        func started() throws -> Int { try run("cat", log).split(whereSeparator: \.isNewline).count }

        _ = try await fixture.store.references(of: remote, keepsConnection: true)
        let second = try fixture.repository.commit(["a": "2"])
        #expect(try await fixture.store.fetch("main", from: remote).commit.description == first)
        #expect(try started() == 1)
        // The connection was used up, and so is one that was hung up, or that leads somewhere else.
        #expect(try await fixture.store.fetch("main", from: remote).commit.description == second)
        #expect(try started() == 2)
        _ = try await fixture.store.references(of: remote, keepsConnection: true)
        await fixture.store.hangUp()
        _ = try await fixture.store.fetch("main", from: remote)
        #expect(try started() == 4)
        _ = try await fixture.store.references(of: remote, keepsConnection: true)
        let local = try RemoteEndpoint(fixture.repository.path)
        #expect(try await fixture.store.fetch("main", from: local).commit.description == second)
        _ = try await fixture.store.fetch("main", from: remote)
        #expect(try started() == 6)
    }

    @Test func `an error of a fetch says so, also where the references were listed before`() async throws {
        let fixture = try await Fixture()
        try fixture.repository.commit(["a": "1"])
        let server = try fixture.serve()
        let remote = try RemoteEndpoint(server.url(of: fixture.repository))
        _ = try await fixture.store.references(of: remote, keepsConnection: true)
        server.stop()
        #expect(try await failure { try await fixture.store.fetch("main", from: remote) }.operation == .fetch)
    }

    @Test func `a store goes on after its server went away and came back`() async throws {
        let fixture = try await Fixture()
        try fixture.repository.commit(["a": "1"])
        let first = try fixture.serve()
        _ = try await fixture.store.fetch("main", from: RemoteEndpoint(first.url(of: fixture.repository)))
        first.stop()
        let gone = try RemoteEndpoint(first.url(of: fixture.repository))
        #expect(try await failure { try await fixture.store.references(of: gone) }.category == .network)
        let head = try fixture.repository.commit(["a": "2"])
        let server = try fixture.serve()
        let fetched = try await fixture.store.fetch("main", from: RemoteEndpoint(server.url(of: fixture.repository)))
        #expect(fetched.commit.description == head)
    }
}
