import Git
import GitServers
import Network
import TestSupport
import Testing

@Suite struct PublishTests {
    @Test(arguments: Transport.forPush)
    func `a tree is published as one commit with exactly its files`(transport: Transport) async throws {
        let fixture = try await Fixture()
        let head = try fixture.repository.commit(["old": "1", "kept": "2"])
        let remote = try Remote(transport, fixture)
        let outcome = try await fixture.store.publish(
            ["kept": bytes("2"), "airflow/dags/a.py": bytes("print()\n"), "manifest.json": bytes("{}")],
            onto: ObjectID(head), as: description, branch: "main", to: remote.endpoint)

        let git = fixture.repository
        #expect(try git.git("rev-parse", "main") == outcome.commit.description)
        #expect(try git.git("rev-parse", "main^") == head)
        #expect(try git.git("ls-tree", "-r", "--name-only", "main") == "airflow/dags/a.py\nkept\nmanifest.json")
        #expect(try git.git("show", "main:airflow/dags/a.py") == "print()")
        #expect(
            try git.git("show", "-s", "--format=%an %ae %at %cn %ct %s", "main")
                == "Ann ann@example.com 1700000000 dagc 1700000001 publish")
        #expect(try git.git("fsck", "--strict").isEmpty)
    }

    @Test(arguments: Transport.forPush)
    func `the first commit of an empty repository is published`(transport: Transport) async throws {
        let fixture = try await Fixture()
        let remote = try Remote(transport, fixture)
        let outcome = try await fixture.store.publish(
            ["a": bytes("1")], onto: nil, as: description, branch: "main", to: remote.endpoint)
        #expect(try fixture.repository.git("rev-parse", "main") == outcome.commit.description)
        #expect(try fixture.repository.git("rev-list", "--count", "main") == "1")
    }

    @Test func `a tree that the branch has already makes no commit`() async throws {
        let fixture = try await Fixture()
        let head = try fixture.repository.commit(["a": "1"])
        let server = try fixture.serve()
        let remote = try RemoteEndpoint(server.url(of: fixture.repository))
        let outcome = try await fixture.store.publish(
            ["a": bytes("1")], onto: ObjectID(head), as: description, branch: "main", to: remote)
        #expect(outcome == .unchanged(try #require(ObjectID(head))))
        #expect(try fixture.repository.git("rev-parse", "main") == head)
    }

    @Test(arguments: [Transport.http, .ssh])
    func `a refusal of the server is an error with its words`(transport: Transport) async throws {
        let fixture = try await Fixture()
        let head = try fixture.repository.commit(["a": "1"])
        try fixture.repository.install(hook: "pre-receive", "#!/bin/sh\necho 'dags are frozen' >&2\nexit 1")
        let remote = try Remote(transport, fixture)
        let error = try await failure {
            try await fixture.store.publish(
                ["a": bytes("2")], onto: ObjectID(head), as: description, branch: "main", to: remote.endpoint)
        }
        #expect(error.category == .rejected)
        #expect(error.message.contains("dags are frozen"))
        #expect(try fixture.repository.git("rev-parse", "main") == head)
    }

    @Test(arguments: Transport.forPush)
    func `a branch that moved on is not overwritten`(transport: Transport) async throws {
        let fixture = try await Fixture()
        let base = try fixture.repository.commit(["a": "1"])
        let remote = try Remote(transport, fixture)
        let moved = try fixture.repository.commit(["a": "somebody else's"])
        for parent in [ObjectID(base), nil] {
            let error = try await failure {
                try await fixture.store.publish(
                    ["a": bytes("2")], onto: parent, as: description, branch: "main", to: remote.endpoint)
            }
            #expect(error.category == .nonFastForward)
            #expect(error.message.contains(moved))
        }
        #expect(try fixture.repository.git("rev-parse", "main") == moved)
    }

    @Test func `a push that loses the race on the server is a non-fast-forward`() async throws {
        let fixture = try await Fixture()
        let head = try fixture.repository.commit(["a": "1"])
        let other = try fixture.repository.commit(["a": "other"], branch: "other")
        // The hook runs after the server has advertised the old head, as another push in between would.
        try fixture.repository.install(
            hook: "pre-receive", "#!/bin/sh\nunset GIT_QUARANTINE_PATH\ngit update-ref refs/heads/main \(other)")
        let server = try fixture.serve()
        let remote = try RemoteEndpoint(server.url(of: fixture.repository))
        let error = try await failure {
            try await fixture.store.publish(
                ["a": bytes("2")], onto: ObjectID(head), as: description, branch: "main", to: remote)
        }
        #expect(error.category == .nonFastForward)
        #expect(try fixture.repository.git("rev-parse", "main") == other)
    }

    @Test(arguments: ["", "/a", "a//b", "a/../b", "./a", ".git/config", "a/.GIT/x", "a\u{0}b"])
    func `a path that no tree can hold is invalid`(path: String) async throws {
        let fixture = try await Fixture()
        let remote = try RemoteEndpoint(fixture.repository.path)
        let error = try await failure {
            try await fixture.store.publish([path: []], onto: nil, as: description, branch: "main", to: remote)
        }
        #expect(error.category == .invalid)
    }

    @Test func `a path cannot be a file and a folder`() async throws {
        let fixture = try await Fixture()
        let remote = try RemoteEndpoint(fixture.repository.path)
        let error = try await failure {
            try await fixture.store.publish(
                ["a": [], "a/b": []], onto: nil, as: description, branch: "main", to: remote)
        }
        #expect(error.category == .invalid)
    }

    @Test(arguments: ["", "a..b", "a b", "-x/", "refs/../x", "a.lock"])
    func `a name that no branch can have is invalid`(branch: String) async throws {
        let fixture = try await Fixture()
        let remote = try RemoteEndpoint(fixture.repository.path)
        let error = try await failure {
            try await fixture.store.publish(["a": []], onto: nil, as: description, branch: branch, to: remote)
        }
        #expect(error.category == .invalid)
    }

    @Test func `the same tree, parent and description give the same commit`() async throws {
        let fixture = try await Fixture()
        let files = Dictionary(uniqueKeysWithValues: (0..<40).map { ("f\($0)/g\($0 * 7 % 40)", bytes("\($0)")) })
        var commits: Set<ObjectID> = []
        for name in ["one.git", "two.git"] {
            let repository = try ServedRepository(name, in: fixture.folder)
            let store = try await GitStore(at: fixture.folder.file("store-\(name)"))
            commits.insert(
                try await store.publish(
                    .files(files), onto: nil, as: description, branch: "main", to: RemoteEndpoint(repository.path)
                ).commit)
        }
        #expect(commits.count == 1)
    }
}
