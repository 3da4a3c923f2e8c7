import Git
import Glibc
import Testing

@testable import SyncEngine

@Suite("Publishing")
struct PublishingTests {
    @Test("shows exactly the files of the commit, under a relative link whose last part is the commit")
    func wholeTree() async throws {
        let sync = try Sync()
        let commit = try sync.remote.commit([
            "dags/a.py": "a", "dags/sub/b.py": "b", "top": "t", "dags/früh morgens.py": "f",
        ])
        let second = try sync.remote.commit(running: "chmod +x top; ln -s dags/a.py link; mkdir e; : > e/empty")
        let report = await sync.once()
        #expect(report.error == nil, "\(String(describing: report.error))")
        #expect(commit != second)
        #expect(try sync.visibleCommit() == second)
        #expect(try FileSystem().linkTarget(sync.link)?.hasPrefix("trees/") == true)
        #expect(
            try sync.visibleFiles() == [
                "dags/a.py": "a", "dags/sub/b.py": "b", "top": "t", "dags/früh morgens.py": "f",
                "link": "-> dags/a.py", "e/empty": "",
            ])
        #expect(try status("\(sync.link)/top").mode & 0o111 == 0o111)
        #expect(try status("\(sync.link)/dags/a.py").mode & 0o222 == 0)
        #expect(try sync.leftovers() == [])
    }

    @Test("changes one inode when one file of many changes")
    func oneNewInode() async throws {
        let sync = try Sync()
        let names = (0..<300).map { "dags/\($0 % 7)/file\($0).py" }
        try sync.remote.commit(Dictionary(uniqueKeysWithValues: names.map { ($0, $0) }))
        #expect(await sync.once().error == nil)
        let before = try names.map { try status("\(sync.link)/\($0)") }
        try sync.remote.commit(["dags/3/file3.py": "changed"])
        let report = await sync.once()
        let after = try names.map { try status("\(sync.link)/\($0)") }
        let changed = zip(names, zip(before, after)).filter { $1.0 != $1.1 }.map(\.0)
        #expect(changed == ["dags/3/file3.py"])
        guard case .published(let published) = report.outcome else {
            Issue.record("not published: \(report.outcome)")
            return
        }
        #expect(published.written == 1)
        #expect(published.linked == 299)
        #expect(published.changedPaths == ["dags/3/file3.py"])
    }

    @Test("writes a file anew when it goes back to what it was, so that its time tells readers of the change")
    func rollback() async throws {
        let sync = try Sync()
        let first = try sync.remote.commit(["a": "one", "b": "same"])
        _ = await sync.once()
        let old = try status("\(sync.link)/a")
        try sync.remote.commit(["a": "two"])
        _ = await sync.once { $0.staleTreeTimeout = .seconds(3600) }
        try sync.remote.move(to: first)
        _ = await sync.once { $0.staleTreeTimeout = .seconds(3600) }
        #expect(try sync.visibleCommit() == first)
        #expect(try status("\(sync.link)/a").inode != old.inode)
        #expect(try status("\(sync.link)/a").modified > old.modified)
        #expect(try text("\(sync.link)/a") == "one")
    }

    @Test("does nothing at all when the ref has not moved")
    func unchanged() async throws {
        let sync = try Sync()
        try sync.remote.commit(["a": "one"])
        let changes = Counter()
        let cycle = SyncCycle(sync.configuration(files: changes.files()))
        _ = await cycle.run(.start)
        let made = changes.count
        let report = await cycle.run(.period)
        guard case .upToDate = report.outcome else {
            Issue.record("\(report.outcome)")
            return
        }
        #expect(changes.count == made)
    }

    @Test("keeps a replaced tree for its readers, and then no longer")
    func staleTrees() async throws {
        let sync = try Sync()
        try sync.remote.commit(["a": "one"])
        var configuration = sync.configuration()
        configuration.staleTreeTimeout = .seconds(3600)
        let cycle = SyncCycle(configuration)
        _ = await cycle.run(.start)
        let old = try #require(try sync.root.live(FileSystem())).directory
        try sync.remote.commit(["a": "two"])
        _ = await cycle.run(.period)
        #expect(try text("\(old)/a") == "one")
        #expect(try text("\(sync.link)/a") == "two")
    }

    @Test("removes a replaced tree when its time is over")
    func staleTreesGo() async throws {
        let sync = try Sync()
        try sync.remote.commit(["a": "one"])
        _ = await sync.once()
        let old = try #require(try sync.root.live(FileSystem())).directory
        try sync.remote.commit(["a": "two"])
        _ = await sync.once()
        #expect(try FileSystem().status(old) == nil)
        #expect(try sync.leftovers() == [])
    }

    @Test("writes everything anew, and says so, when somebody changed a published file")
    func tampered() async throws {
        let sync = try Sync()
        try sync.remote.commit(["a.py": "one", "b.py": "two"])
        _ = await sync.once()
        try overwrite("\(sync.link)/a.py", with: "evil")
        let commit = try sync.remote.commit(["c.py": "three"])
        let report = await sync.once()
        guard case .published(let published) = report.outcome else {
            Issue.record("\(report.outcome)")
            return
        }
        #expect(published.tampered == ["a.py"])
        #expect(try sync.visibleCommit() == commit)
        #expect(try sync.visibleFiles() == ["a.py": "one", "b.py": "two", "c.py": "three"])
    }

    @Test("serves the last good tree when the remote is away, from the first moment of a new process on")
    func remoteAway() async throws {
        let sync = try Sync()
        let commit = try sync.remote.commit(["a": "one"])
        _ = await sync.once()
        try FileSystem().rename(sync.remote.path, to: "\(sync.remote.path).away")
        let report = await sync.once()
        #expect(report.error != nil)
        #expect(report.live?.commit == commit)
        #expect(try sync.visibleFiles() == ["a": "one"])
    }

    @Test(
        "rebuilds a store that is gone or broken, and the published tree stays",
        arguments: [
            "rm -rf store", "rm -rf store; echo no > store", "rm -rf store/objects",
            "find store -name '*.pack' -exec sh -c 'chmod +w \"$1\"; echo x > \"$1\"' _ {} ';'",
            "echo broken > store/HEAD",
            "find store/objects -type f -exec sh -c 'chmod +w \"$1\"; : > \"$1\"' _ {} ';'",
        ])
    func brokenStore(script: String) async throws {
        let sync = try Sync()
        try sync.remote.commit(["a": "one"])
        _ = await sync.once()
        try GitRemote.run(sync.root.directory, "sh", "-c", script)
        #expect(try sync.visibleFiles() == ["a": "one"])
        let commit = try sync.remote.commit(["a": "two"])
        let report = await sync.once()
        #expect(report.error == nil, "\(String(describing: report.error))")
        #expect(try sync.visibleCommit() == commit)
        #expect(try sync.visibleFiles() == ["a": "two"])
        #expect(try sync.leftovers() == [])
    }

    @Test("leaves the root to the process that has it")
    func twoProcesses() async throws {
        let sync = try Sync()
        try sync.remote.commit(["a": "one"])
        let first = SyncCycle(sync.configuration())
        _ = await first.run(.start)
        try sync.remote.commit(["a": "two"])
        let report = await SyncCycle(sync.configuration()).run(.start)
        #expect(report.error?.failure == .busy)
        #expect(try sync.visibleFiles() == ["a": "one"])
        #expect(await first.run(.period).error == nil)
        #expect(try sync.visibleFiles() == ["a": "two"])
    }

    @Test("says so when a folder stands where the link should be, and leaves the folder alone")
    func folderAtLink() async throws {
        let sync = try Sync()
        try sync.remote.commit(["a": "one"])
        try GitRemote.run("/", "mkdir", "-p", "\(sync.link)/precious")
        let report = await sync.once()
        #expect(report.error?.step == .publish)
        #expect(try FileSystem().status("\(sync.link)/precious") != nil)
    }
}
