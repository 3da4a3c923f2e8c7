import Git
import Glibc
import Synchronization
import System
import TestSupport
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

    @Test(
        "writes a folder anew that somebody replaced, and says so",
        arguments: [
            "rm -rf dir; echo x > dir", "rm -rf dir; ln -s dir dir", "rm -rf dir; ln -s /etc dir", "rm -rf dir",
            "mv dir other; ln -s other dir",
        ])
    func replacedFolder(script: String) async throws {
        let sync = try Sync()
        let large = String(repeating: "x", count: 2 << 20)
        try sync.remote.commit(["dir/a": large, "dir/b": large, "c": "one"])
        _ = await sync.once()
        try GitRemote.run("\(sync.link)/", "sh", "-c", script)
        let commit = try sync.remote.commit(["c": "two"])
        let report = await sync.once { $0.integrityInterval = .zero }
        #expect(report.error == nil, "\(String(describing: report.error))")
        #expect(try sync.visibleCommit() == commit)
        #expect(try sync.visibleFiles() == ["dir/a": large, "dir/b": large, "c": "two"])
        #expect(report.tampering?.paths == ["dir/a", "dir/b"])
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
        // A file in the place of the store is somebody else's.
        let moved = try sync.leftovers().filter { $0.hasPrefix("store.moved-") }
        #expect(moved.count == (script.contains("echo no") ? 1 : 0))
        #expect(report.warnings.contains { $0.contains("store.moved-") } == !moved.isEmpty)
        #expect(try sync.leftovers() == moved)
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
        #expect(report.error?.step == .prepare && report.error?.failure == .configuration)
        #expect(report.transfer == nil)
        #expect(try FileSystem().status("\(sync.link)/precious") != nil)
    }

    @Test("leaves a file alone that stands where the link should be")
    func fileAtLink() async throws {
        let sync = try Sync()
        try sync.remote.commit(["a": "one"])
        try GitRemote.run("/", "sh", "-c", "mkdir -p '\(sync.root.directory)' && echo mine > '\(sync.link)'")
        #expect(await sync.once().error?.failure == .configuration)
        #expect(try text(sync.link) == "mine\n")
    }

    /// Names that look like dag-sync's own, and some that do not.
    static let foreign = [
        "mine", "store/mine", "store/folder/mine", "trees/mine", "trees/x/mine", "trees/.staging-mine",
        "trees/0123456789abcdef/mine", ".dag-sync-link-mine", ".broken-store-mine", ".new-store-mine/mine",
    ]

    @Test("touches nothing below the root that it did not make", arguments: ["", "rm -rf store/objects"])
    func foreignFiles(damage: String) async throws {
        let sync = try Sync()
        let root = sync.root.directory
        for name in Self.foreign {
            try GitRemote.run(
                "/", "sh", "-c", "mkdir -p \"$(dirname '\(root)/\(name)')\" && echo '\(name)' > '\(root)/\(name)'")
        }
        for content in ["one", "two", "three"] {
            try sync.remote.commit(["a": content])
            let report = await sync.once()
            #expect(report.error == nil, "\(String(describing: report.error))")
            try GitRemote.run(root, "sh", "-c", damage)
        }
        #expect(try sync.visibleFiles() == ["a": "three"])
        for name in Self.foreign { #expect(try text("\(root)/\(name)") == "\(name)\n") }
    }

    @Test("counts the time of a replaced tree over restarts, and removes it when that is over")
    func agesOnDisk() async throws {
        let sync = try Sync()
        let grace = Duration.seconds(60)
        func sweep(after seconds: Int64) throws {
            var sweeper = Sweeper(root: sync.root, files: FileSystem())
            let problems = try sweeper.removeStale(
                grace: grace, now: Timestamp(nanoseconds: Timestamp.now().nanoseconds + seconds * 1_000_000_000))
            #expect(problems == [])
        }
        var old: [String] = []
        for content in ["one", "two", "three"] {
            try sync.remote.commit(["a": content])
            _ = await sync.once { $0.staleTreeTimeout = grace }
            old.append(try #require(try sync.root.live(FileSystem())).directory)
        }
        let live = old.removeLast()
        // Each sweep is that of a process of its own.
        try sweep(after: 30)
        for tree in old { #expect(try text("\(tree)/a").count == 3) }
        try sweep(after: 61)
        for tree in old { #expect(try FileSystem().status(tree) == nil) }
        #expect(try text("\(live)/a") == "three")
    }

    @Test(
        "writes the files where the volume has no hard links, whatever it says to that, and tells of it",
        arguments: [EPERM, EOPNOTSUPP, EMLINK, EXDEV, ENOSYS, EINVAL])
    func noHardLinks(code: Int32) async throws {
        let sync = try Sync()
        let files = FileSystem { operation, path throws(FileSystemError) in
            if operation == "link" { throw FileSystemError(operation, path, code: code) }
        }
        for content in ["one", "two"] {
            try sync.remote.commit(["a": content, "b": "same"])
            let report = await sync.once(sync.configuration(files: files))
            #expect(report.error == nil)
            #expect(report.warnings.contains { $0.contains("no hard links") })
        }
        #expect(try sync.visibleFiles() == ["a": "two", "b": "same"])
    }

    @Test("refuses a commit whose paths the volume cannot hold, and takes the next one at once")
    func impossibleName() async throws {
        let sync = try Sync()
        let files = FileSystem { operation, path throws(FileSystemError) in
            if operation == "create", path.hasSuffix("/long") {
                throw FileSystemError(operation, path, code: ENAMETOOLONG)
            }
        }
        let cycle = SyncCycle(sync.configuration(files: files))
        try sync.remote.commit(["long": "one"])
        let report = await cycle.run(.start)
        #expect(report.error?.failure == .limit && report.error?.retry == .whenRefMoves)
        let next = try sync.remote.commit(["long": nil, "short": "two"])
        #expect(await cycle.run(.period).error == nil)
        #expect(try sync.visibleCommit() == next)
        await cycle.close()
    }

    @Test("looks at the next commit at once, and rests before it tries one again that failed here")
    func rest() async throws {
        let sync = try Sync()
        let tries = Mutex(0)
        let files = FileSystem { operation, path throws(FileSystemError) in
            guard operation == "create", path.hasSuffix("/bad") else { return }
            tries.withLock { $0 += 1 }
            usleep(300_000)
            throw FileSystemError(operation, path, code: EIO)
        }
        let cycle = SyncCycle(sync.configuration(files: files))
        let bad = try sync.remote.commit(["bad": "one"])
        // Once more at once, since most trouble is over by then.
        for _ in 0..<5 {
            let report = await cycle.run(.period)
            #expect(report.error?.failure == .disk && report.wanted?.description == bad)
        }
        #expect(tries.withLock { $0 } == 2)
        // Who asks is answered with a try.
        #expect(await cycle.run(.signal).error != nil)
        #expect(tries.withLock { $0 } == 3)
        let good = try sync.remote.commit(["bad": nil, "good": "two"])
        #expect(await cycle.run(.period).error == nil)
        #expect(try sync.visibleCommit() == good)
        await cycle.close()
    }

    @Test("tells of files whose content is with Git LFS")
    func largeFilePointers() async throws {
        let sync = try Sync()
        let pointer = """
            version https://git-lfs.github.com/spec/v1
            oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393
            size 12345

            """
        try sync.remote.commit(["model.bin": pointer, "readme": "version https://git-lfs.github.com/spec/v1"])
        guard case .published(let published) = await sync.once().outcome else {
            Issue.record("not published")
            return
        }
        #expect(published.largeFilePointers == ["model.bin"])
    }
}
