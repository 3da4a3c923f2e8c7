import Git
import GitServers
import Glibc
import System
import TestSupport
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
        try GitRemote.run(sync.root.store, "sh", "-c", "rm -r objects")
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

    /// Text that hardly gets smaller.
    private func noise(_ length: Int) -> String {
        var random = SystemRandomNumberGenerator()
        return (0..<length / 12).map { _ in String(random.next() as UInt64 | 1 << 63, radix: 36).prefix(12) }.joined()
    }

    private func bytes(of folder: String) throws -> Int {
        Int(try GitRemote.run("/", "sh", "-c", "du -sb '\(folder)' | cut -f 1")) ?? 0
    }

    @Test("has as many commits as were asked for, of submodules too", arguments: [1, 2])
    func depth(depth: Int) async throws {
        let sync = try Sync()
        let place = try TemporaryFolder()
        defer { withExtendedLifetime(place) {} }
        let module = try GitRemote(in: place.path)
        for round in 0..<4 { try module.commit(["m": "\(round)"]) }
        for round in 0..<4 { try sync.remote.commit(["a": "\(round)"]) }
        try sync.remote.commit(running: "git -c protocol.file.allow=always submodule --quiet add \(module.path) module")
        #expect(await sync.once { $0.depth = depth }.error == nil)
        #expect(try sync.visibleFiles()["module/m"] == "3")
        let count = "git rev-list --count --all"
        #expect(try GitRemote.run(sync.root.store, "sh", "-c", count) == "\(2 * depth)")
        try GitRemote.run(sync.root.store, "git", "fsck", "--full")
        // The submodule is still there when the commit after it has replaced the one that brought it.
        try sync.remote.commit(["a": "next"])
        #expect(await sync.once { $0.depth = depth }.error == nil)
        try GitRemote.run(sync.root.store, "git", "fsck", "--full")
        #expect(try sync.visibleFiles()["module/m"] == "3")
    }

    @Test("holds what is published, and not what the gate refused")
    func refused() async throws {
        let sync = try Sync()
        try sync.remote.commit(["a": "one"])
        let cycle = SyncCycle(sync.configuration())
        #expect(await cycle.run(.start).error == nil)
        for _ in 0..<4 {
            try sync.remote.commit(["large": noise(2_000_000), "b\\": "no path on other systems"])
            #expect(await cycle.run(.period).error?.failure == .refused)
            #expect(try bytes(of: sync.root.store) < 500_000)
        }
        let good = try sync.remote.commit(["large": nil, "b\\": nil])
        #expect(await cycle.run(.period).error == nil)
        #expect(try sync.visibleCommit() == good)
        await cycle.close()
    }

    @Test("has room on a small volume for a file that is replaced for ever", .asSuperuser)
    func smallVolume() async throws {
        let sync = try Sync()
        try GitRemote.run(sync.directory.path, "sh", "-c", "mkdir root && mount -t tmpfs -o size=48m none root")
        defer { _ = try? GitRemote.run(sync.directory.path, "umount", "-l", "root") }
        let cycle = SyncCycle(sync.configuration())
        for round in 0..<60 {
            let commit = try sync.remote.commit(["large": noise(1_000_000)])
            let report = await cycle.run(.period)
            #expect(report.error == nil && report.warnings == [], "round \(round): \(report)")
            #expect(try sync.visibleCommit() == commit)
        }
        #expect(try bytes(of: sync.root.directory) < 12_000_000)
        // One that does not fit is refused, and the next one that fits is published.
        try sync.remote.commit(["large": noise(40_000_000)])
        #expect(await cycle.run(.period).error?.failure == .disk)
        let fits = try sync.remote.commit(["large": noise(3_000_000)])
        #expect(await cycle.run(.retry).error == nil)
        #expect(try sync.visibleCommit() == fits)
        await cycle.close()
    }
}
