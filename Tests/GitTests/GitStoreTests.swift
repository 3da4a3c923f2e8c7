import Foundation
import Git
import GitServers
import TestSupport
import Testing

@Suite struct GitStoreTests {
    @Test func `a store is created where nothing is and opened again where it is`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("new/store")
        await (try GitStore(at: path)).close()
        try await GitStore(at: path).close()
        #expect(try run("git", "-C", path, "rev-parse", "--is-bare-repository") == "true")
    }

    @Test func `what is in the folder of a new store and none of git's stays as it is`() async throws {
        let folder = try TemporaryFolder()
        try folder.write("precious", to: "store/file")
        try await GitStore(at: folder.file("store")).close()
        #expect(try run("git", "-C", folder.file("store"), "rev-parse", "--is-bare-repository") == "true")
        #expect(try run("cat", folder.file("store/file")) == "precious")
    }

    @Test func `a store without its HEAD is corrupt and not made anew`() async throws {
        let folder = try TemporaryFolder()
        try await GitStore(at: folder.file("store")).close()
        try FileManager.default.removeItem(atPath: folder.file("store/HEAD"))
        #expect(try await failure { try await GitStore(at: folder.file("store")) }.category == .corrupt)
        #expect(!FileManager.default.fileExists(atPath: folder.file("store/HEAD")))
    }

    @Test func `a closed store refuses with an error`() async throws {
        let fixture = try await Fixture()
        await fixture.store.close()
        let remote = try RemoteEndpoint(fixture.repository.path)
        _ = try await failure { try await fixture.store.references(of: remote) }
    }

    @Test func `a commit is read as git shows it`() async throws {
        let fixture = try await Fixture()
        try fixture.repository.commit(["a": "1"])
        let head = try fixture.repository.commit(["a": "2"], message: "second\n\nwith a body")
        let fetched = try await fixture.store.fetch("main", from: RemoteEndpoint(fixture.repository.path))
        #expect(fetched.commit.description == head)
        let commit = try await fixture.store.commit(fetched.commit)
        #expect(commit.summary == "second")
        #expect(commit.message == "second\n\nwith a body\n")
        #expect(commit.author.name == "Author" && commit.author.email == "author@example.com")
        #expect(commit.committer.name == "Committer")
        #expect(try commit.tree.description == fixture.repository.git("rev-parse", "main^{tree}"))
        #expect(try commit.parents.map(\.description) == [fixture.repository.git("rev-parse", "main^")])
        #expect(try String(commit.committer.time) == fixture.repository.git("show", "-s", "--format=%ct", "main"))
    }

    @Test func `entries are those of ls-tree, in its order`() async throws {
        let fixture = try await Fixture()
        let files = ["a.txt", "a/b", "a/c/d", "a0", "ä/ö", "z"]
        try fixture.repository.commit(Dictionary(uniqueKeysWithValues: files.map { ($0, $0) }))
        let work = fixture.folder.file("work-dags.git")
        try run("ln", "-s", "a/b", "\(work)/link")
        try run("chmod", "+x", "\(work)/z")
        let head = try fixture.repository.commit([:])
        let commit = try await fixture.store.fetch("main", from: RemoteEndpoint(fixture.repository.path)).commit
        let entries = try await fixture.store.entries(of: commit)
        let listed = try fixture.repository.git("-c", "core.quotePath=false", "ls-tree", "-r", "--name-only", head)
        #expect(entries.map(\.path) == listed.split(separator: "\n").map(String.init))
        #expect(entries.first { $0.path == "link" }?.kind == .symbolicLink)
        #expect(entries.first { $0.path == "z" }?.kind == .executable)
        #expect(entries.first { $0.path == "a/b" }?.kind == .file)
        #expect(try await failure { try await fixture.store.entries(of: commit, limit: 3) }.category == .tooLarge)

        let found = try #require(try await fixture.store.entry(at: "a/c/d", in: commit))
        #expect(try await fixture.store.contents(of: found.id, limit: 100) == bytes("a/c/d"))
        #expect(try await fixture.store.entry(at: "a/c", in: commit) == nil)
        #expect(try await fixture.store.entry(at: "none", in: commit) == nil)
    }

    @Test func `paths that are not UTF-8 keep their bytes`() async throws {
        let fixture = try await Fixture()
        let work = fixture.folder.file("work-dags.git")
        try run("sh", "-c", "cd \"$0\" && printf 1 > \"$(printf 'x\\377')\" && printf 2 > \"$(printf 'x\\376')\"", work)
        try fixture.repository.commit([:])
        let commit = try await fixture.store.fetch("main", from: RemoteEndpoint(fixture.repository.path)).commit
        let entries = try await fixture.store.entries(of: commit)
        #expect(entries.map(\.rawPath) == [[0x78, 0xfe], [0x78, 0xff]])
        #expect(Set(entries.map(\.path)).count == 1)
    }

    @Test func `a tree with hostile names is read without following them`() async throws {
        let fixture = try await Fixture()
        let blob = try run("sh", "-c", "cd \"$0\" && printf evil | git hash-object -w --stdin", fixture.repository.path)
        let tree = try run(
            "sh", "-c", "cd \"$0\" && printf '100644 blob %s\\t..\\n' \"$1\" | git mktree", fixture.repository.path,
            blob)
        let commit = try fixture.repository.git("commit-tree", "-m", "evil", tree)
        try fixture.repository.git("update-ref", "refs/heads/evil", commit)
        let fetched = try await fixture.store.fetch("evil", from: RemoteEndpoint(fixture.repository.path)).commit
        #expect(try await fixture.store.entries(of: fetched).map(\.path) == [".."])
    }

    @Test(arguments: [false, true]) func `a blob is written whole, loose or packed`(isPacked: Bool) async throws {
        let fixture = try await Fixture()
        let text = (0..<40_000).map { "line \($0)\n" }.joined()
        let commit: ObjectID
        if isPacked {
            try fixture.folder.write(text, to: "work-dags.git/big")
            try fixture.repository.commit([:])
            let server = try fixture.serve()
            commit = try await fixture.store.fetch(
                "main", from: RemoteEndpoint(server.url(of: fixture.repository))
            ).commit
        } else {
            commit = try await fixture.store.publish(
                ["big": bytes(text)], onto: nil, as: description, branch: "main",
                to: RemoteEndpoint(fixture.repository.path)
            ).commit
        }
        let entry = try #require(try await fixture.store.entry(at: "big", in: commit))
        #expect(try await fixture.store.size(of: entry.id) == text.utf8.count)
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: fixture.folder.write("", to: "out")))
        #expect(try await fixture.store.write(entry.id, to: file.fileDescriptor).size == text.utf8.count)
        #expect(try String(contentsOfFile: fixture.folder.file("out"), encoding: .utf8) == text)
        let refused = try await failure { try await fixture.store.write(entry.id, to: file.fileDescriptor, limit: 10) }
        #expect(refused.category == .tooLarge)
    }

    @Test func `a write that the disk refuses is a disk error`() async throws {
        let fixture = try await Fixture()
        let outcome = try await fixture.store.publish(
            ["f": .init(repeating: 7, count: 100_000)], onto: nil, as: description, branch: "main",
            to: RemoteEndpoint(fixture.repository.path))
        let entry = try #require(try await fixture.store.entry(at: "f", in: outcome.commit))
        let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
        #expect(
            try await failure { try await fixture.store.write(entry.id, to: full.fileDescriptor) }.category == .disk)
    }

    @Test func `an object that is not there is not found`() async throws {
        let fixture = try await Fixture()
        let missing = try #require(ObjectID(String(repeating: "ab", count: 20)))
        #expect(await !fixture.store.contains(missing))
        #expect(try await failure { try await fixture.store.commit(missing) }.category == .notFound)
        #expect(try await failure { try await fixture.store.contents(of: missing, limit: 1) }.category == .notFound)
    }

    @Test func `leftovers of a killed fetch are swept and nothing else`() async throws {
        let fixture = try await Fixture()
        try fixture.repository.commit(["a": "1"])
        let remote = try RemoteEndpoint(fixture.repository.path)
        let commit = try await fixture.store.fetch("main", from: remote).commit
        // The two files of a pack are removed one after the other.
        let half = "objects/pack/pack-\(String(repeating: "ab", count: 20))"
        let other = "objects/pack/pack-\(String(repeating: "cd", count: 20))"
        let left = [
            "objects/pack/pack_git2_0123456789abcdef", "refs/fetched/head.lock", "HEAD.lock", "\(half).pack",
            "\(other).idx",
        ]
        for name in left { try fixture.folder.write("half", to: "store/\(name)") }
        #expect(try await fixture.store.sweep() == left.count)
        #expect(try await fixture.store.sweep() == 0)
        #expect(await fixture.store.contains(commit))
        try fixture.repository.commit(["a": "2"])
        #expect(try await fixture.store.fetch("main", from: remote).commit != commit)
    }
}
