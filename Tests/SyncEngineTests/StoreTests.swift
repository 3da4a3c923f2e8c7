import Git
import GitServers
import Testing

@testable import SyncEngine

@Suite("The store")
struct StoreTests {
    /// What tells one store from another that was built in its place.
    private func identity(_ sync: Sync) throws -> String {
        try GitRemote.run(
            "/", "sh", "-c", "stat -c %i \(sync.root.store)/HEAD \(sync.root.store)/objects/pack/*.idx | tr '\\n' ' '")
    }

    @Test(
        "outlives every answer of a server that does not know what was asked",
        arguments: ["400 Bad Request", "406 Not Acceptable", "418 I'm a teapot", "451 Unavailable For Legal Reasons"])
    func statuses(status: String) async throws {
        let sync = try Sync()
        try sync.remote.commit(["a": "one"])
        _ = await sync.once()
        let store = try identity(sync)
        let server = try FaultyServer { _ in [.send(RemoteFaultTests.answer(status))] }
        let report = await sync.once(sync.configuration(url: server.url("/dags.git")))
        #expect(report.error?.failure == .network)
        #expect(report.error?.message.contains(status.prefix(3)) == true)
        #expect(try identity(sync) == store)
    }

    @Test("outlives a path where no repository is for the moment")
    func path() async throws {
        let sync = try Sync()
        try sync.remote.commit(["a": "one"])
        _ = await sync.once()
        let store = try identity(sync)
        try FileSystem().rename(sync.remote.path, to: "\(sync.remote.path).away")
        for script in ["true", "mkdir remote.git", "mkdir remote.git/x", "rm -r remote.git; echo x > remote.git"] {
            try GitRemote.run(sync.directory.path, "sh", "-c", script)
            #expect(await sync.once().error != nil)
            #expect(try identity(sync) == store, "after \(script)")
        }
    }

    @Test("outlives a commit whose tree is malformed, which is refused")
    func malformedTree() async throws {
        let sync = try Sync()
        try sync.remote.commit(["a": "one"])
        _ = await sync.once()
        let commit = try GitRemote.run(
            sync.remote.path, "sh", "-c",
            """
            blob=$(git rev-parse main:a | sed 's/../\\\\x&/g')
            tree=$(printf "100644 a\\0$blob""100644 a\\0$blob" | git hash-object -t tree -w --literally --stdin)
            git -c user.name=a -c user.email=b commit-tree -m doubled $tree
            """)
        try sync.remote.move(to: commit)
        let store = try identity(sync)
        let report = await sync.once()
        #expect(report.error?.failure == .refused)
        #expect(report.error?.retry == .whenRefMoves)
        #expect(try identity(sync).hasPrefix(store.prefix { $0 != " " }))
    }

    @Test("is not given up before another one is whole")
    func damagedWithoutRemote() async throws {
        let sync = try Sync()
        let commit = try sync.remote.commit(["a": "one"])
        _ = await sync.once()
        try GitRemote.run(sync.root.store, "sh", "-c", "echo broken > HEAD")
        let store = try identity(sync)
        let wanted = try sync.remote.commit(["a": "two"])
        let server = try FaultyServer { _ in [.send(RemoteFaultTests.answer("503 Service Unavailable"))] }
        #expect(await sync.once(sync.configuration(url: server.url("/dags.git"))).error != nil)
        #expect(try identity(sync) == store)
        #expect(try sync.visibleCommit() == commit)
        let report = await sync.once()
        #expect(report.error == nil)
        #expect(report.warnings.contains { $0.contains("damaged") })
        #expect(try sync.visibleCommit() == wanted)
        #expect(try identity(sync) != store)
        #expect(try sync.leftovers() == [])
    }
}
