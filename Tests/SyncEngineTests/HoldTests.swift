import Git
import GitServers
import Glibc
import Network
import System
import TestSupport
import Testing

@testable import SyncEngine

@Suite("A broken DAG file")
struct HoldTests {
    static let good = ["a.py": "x = 1\n", "dags/b.py": "y = 1\n", "text": "one"]

    func cycle(_ sync: Sync) -> SyncCycle {
        var configuration = sync.configuration()
        configuration.integrityInterval = .nanoseconds(1)
        configuration.treeGate = TreeGate(
            files: configuration.files, python: "python3", holdsBrokenFiles: true)
        return SyncCycle(configuration)
    }

    @Test("is held at its last good version while the rest goes on, over several commits, until it is mended")
    func held() async throws {
        let sync = try Sync()
        try sync.remote.commit(Self.good.mapValues { $0 })
        let cycle = cycle(sync)
        #expect(await cycle.run(.start).held == [])
        let inode = try status("\(sync.link)/dags/b.py").inode
        let bad = try sync.remote.commit(["dags/b.py": "y = 2\ndef f(:\n", "text": "two"], message: "Break b")
        let report = await cycle.run(.period)
        #expect(report.error == nil)
        let file = try #require(report.held?.first)
        #expect(file.path == "dags/b.py" && file.line == 2 && file.commit == bad && file.author == "Ada")
        #expect(try sync.visibleCommit() == bad)
        #expect(try sync.visibleFiles() == Self.good.merging(["text": "two"]) { $1 })
        #expect(try status("\(sync.link)/dags/b.py").inode == inode)
        guard case .published(let published) = report.outcome else { return }
        #expect(published.changedPaths == ["text"])

        let next = try sync.remote.commit(["text": "three"], message: "Nothing to do with it")
        let second = await cycle.run(.period)
        #expect(second.held?.map(\.commit) == [bad], "the wrong commit is named")
        #expect(try sync.visibleCommit() == next)
        #expect(try sync.visibleFiles()["dags/b.py"] == "y = 1\n")
        #expect(await cycle.run(.period).held?.count == 1)
        #expect(await cycle.run(.period).tampering == nil)

        try sync.remote.commit(["dags/b.py": "y = 3\n"])
        #expect(await cycle.run(.period).held == [])
        #expect(try sync.visibleFiles()["dags/b.py"] == "y = 3\n")
        await cycle.close()
    }

    @Test("that is new is left out, until it compiles")
    func leftOut() async throws {
        let sync = try Sync()
        try sync.remote.commit(["new/c.py": "(", "text": "one"])
        let cycle = cycle(sync)
        let report = await cycle.run(.start)
        #expect(report.error == nil, "\(String(describing: report.error))")
        #expect(report.held?.first?.description.contains("left out") == true)
        #expect(try sync.visibleFiles() == ["text": "one"])
        try sync.remote.commit(["new/c.py": "()"])
        #expect(await cycle.run(.period).held == [])
        #expect(try sync.visibleFiles() == ["text": "one", "new/c.py": "()"])
        await cycle.close()
    }

    @Test("is held among hundreds, of which each is told of")
    func many() async throws {
        let sync = try Sync()
        let names = (0..<300).map { "dags/of_a_team_with_a_long_name/orders_\($0).py" }
        try sync.remote.commit(Dictionary(uniqueKeysWithValues: names.map { ($0, "x = 1\n") }))
        let cycle = cycle(sync)
        _ = await cycle.run(.start)
        try sync.remote.commit(Dictionary(uniqueKeysWithValues: names.map { ($0, "def f(:\n") }))
        let report = await cycle.run(.period)
        #expect(report.error == nil && report.held?.count == 300)
        #expect(try Set(sync.visibleFiles().values) == ["x = 1\n"])
        await cycle.close()
    }

    @Test(
        "is held too when it is more than the interpreter can take",
        arguments: [
            "x = \(String(repeating: "-", count: 100_000))1\n", "x = \(String(repeating: "(", count: 150))\n",
            "x = a\(String(repeating: ".a", count: 50_000))\n", "# coding: no-such-code\n", "x = '\u{0}'\n",
        ])
    func excessive(content: String) async throws {
        let sync = try Sync()
        try sync.remote.commit(Self.good.mapValues { $0 })
        let cycle = cycle(sync)
        _ = await cycle.run(.start)
        try sync.remote.commit(["a.py": content, "text": "two"])
        let report = await cycle.run(.period)
        #expect(report.error == nil, "\(String(describing: report.error))")
        #expect(report.held?.map(\.path) == ["a.py"])
        #expect(try sync.visibleFiles() == Self.good.merging(["text": "two"]) { $1 })
        await cycle.close()
    }

    @Test("does not pass when the interpreter says more than can be read, or something else")
    func unreadableAnswer() async throws {
        let folder = try TemporaryFolder()
        for script in ["head -c 70000000 /dev/zero", "echo hello", "exit 0; cat", "kill -SEGV $$"] {
            let sync = try Sync()
            try sync.remote.commit(["a.py": "("])
            let python = try folder.script("python", script)
            let report = await sync.once {
                $0.treeGate = TreeGate(files: $0.files, python: python, holdsBrokenFiles: true)
            }
            #expect(report.error?.failure == .gateUnavailable, "\(script): \(report.outcome)")
            #expect(try sync.visibleCommit() == nil)
        }
    }

    @Test("is known to be held after a restart, and its good version is healed like any other file")
    func restart() async throws {
        let sync = try Sync()
        try sync.remote.commit(Self.good.mapValues { $0 })
        let first = cycle(sync)
        _ = await first.run(.start)
        try sync.remote.commit(["a.py": "("])
        #expect(await first.run(.period).held?.count == 1)
        await first.close()
        let second = cycle(sync)
        #expect(await second.run(.start).held?.map(\.path) == ["a.py"])
        try overwrite("\(sync.link)/a.py", with: "evil")
        let report = await second.run(.period)
        #expect(report.tampering?.paths == ["a.py"] && report.held?.map(\.path) == ["a.py"])
        #expect(try sync.visibleFiles() == Self.good)
        await second.close()
    }

    @Test("is held although the manifest has its hash, and any other objection still refuses the commit")
    func otherChecks() async throws {
        let sync = try Sync()
        try sync.remote.commit(Self.good.mapValues { $0 })
        let cycle = cycle(sync)
        _ = await cycle.run(.start)
        try sync.remote.commit(["a.py": "(", "manifest.json": GateTests.manifest(["a.py": "("])])
        #expect(await cycle.run(.period).held?.map(\.path) == ["a.py"])
        try sync.remote.commit(["a.py": "((", "manifest.json": GateTests.manifest(["a.py": "("])])
        let refused = await cycle.run(.period)
        #expect(refused.error?.refusals.map(\.rule) == [.manifest])
        #expect(try sync.visibleFiles()["a.py"] == Self.good["a.py"])
        await cycle.close()
    }

    @Test("is told of over http with its line, its commit and its author, and so is its mending")
    func sidecar() async throws {
        let folder = try TemporaryFolder()
        let repository = try ServedRepository(in: folder)
        let server = try GitHTTPServer(root: folder)
        let receiver = try await Receiver()
        try repository.commit(["dags/a.py": "x = 1\n"])
        let daemon = try Daemon(
            [
                "--repo", server.url(of: repository), "--ref", "main", "--root", folder.file("root"), "--link",
                "current", "--period", "200ms", "--hold-broken-files", "--alert-webhook-url-file",
                try folder.write(await receiver.url, to: "address"),
            ], log: folder.file("log"))
        let link = folder.file("root/current")
        try await until("the first publish") { try FileSystem().linkTarget(link) != nil }
        let bad = try repository.commit(["dags/a.py": "x =\n", "dags/b.py": "fine = 1\n"], message: "Break it")
        await receiver.wait(for: 1)
        #expect(try text("\(link)/dags/a.py") == "x = 1\n")
        #expect(try text("\(link)/dags/b.py") == "fine = 1\n")
        let author = try repository.git("log", "-1", "--format=%an", bad)
        let alert = try #require(await receiver.bodies.first)
        for fact in ["held-files", "dags/a.py:1: ", "invalid syntax", bad, author, "Break it", "\"event\":\"began\""] {
            #expect(alert.contains(fact), "the alert does not say \(fact): \(alert)")
        }
        try repository.commit(["dags/a.py": "x = 2\n"])
        try await until("the recovery") {
            await receiver.bodies.last?.contains("\"event\":\"recovered\"") == true
        }
        #expect(try text("\(link)/dags/a.py") == "x = 2\n")
        daemon.send(SIGTERM)
        #expect(await daemon.exitCode() == 0)
        await receiver.stop()
    }
}
