import Glibc
import System
import TestSupport
import Testing

@testable import SyncEngine

@Suite("A published tree that somebody changes while the ref stands still")
struct IntegrityTests {
    static let files = ["a.py": "one", "b.py": "two", "dir/c.py": "three"]

    /// What somebody does below the link, and the paths that are reported for it.
    static let changes: [(script: String, paths: [String])] = [
        ("chmod u+w a.py; echo edited > a.py", ["a.py"]),
        // Size, time and inode as before: only the content tells.
        ("chmod u+w a.py; touch -r a.py /tmp/$$; printf 0ne > a.py; touch -r /tmp/$$ a.py; chmod 444 a.py", ["a.py"]),
        ("rm -f dir/c.py b.py", ["b.py", "dir/c.py"]), ("chmod 777 b.py", ["b.py"]),
        ("echo x > dir/new.py", ["dir/new.py"]),
        ("rm -f a.py; ln -s /etc/passwd a.py", ["a.py"]), ("rm -rf dir", ["dir/c.py"]),
        ("rm -f ../files", ["the list of files"]),
    ]

    @Test("is found and healed by a fresh tree, with the intact files kept", arguments: changes)
    func heals(script: String, paths: [String]) async throws {
        let sync = try Sync()
        let commit = try sync.remote.commit(Self.files.mapValues { $0 })
        let cycle = SyncCycle(configuration(sync))
        #expect(await cycle.run(.start).error == nil)
        guard case .upToDate = await cycle.run(.period).outcome else {
            Issue.record("the intact tree is not up to date")
            return
        }
        let kept = try FileSystem().children(sync.link).contains("b.py") ? try status("\(sync.link)/b.py").inode : 0
        try GitRemote.run("\(sync.link)/", "sh", "-c", script)
        let report = await cycle.run(.period)
        guard case .published(let published) = report.outcome else {
            Issue.record("nothing was healed: \(report.outcome)")
            return
        }
        #expect(published.tampered == paths)
        #expect(try sync.visibleFiles() == Self.files)
        #expect(try sync.visibleCommit() == commit)
        if paths == ["a.py"] { #expect(try status("\(sync.link)/b.py").inode == kept) }
        guard case .upToDate = await cycle.run(.period).outcome else {
            Issue.record("the healed tree is not up to date")
            return
        }
        await cycle.close()
        #expect(try sync.leftovers() == [])
    }

    @Test("is left alone where Python put its byte code, and when nobody wants to know")
    func leftAlone() async throws {
        let sync = try Sync()
        try sync.remote.commit(Self.files.mapValues { $0 })
        let cycle = SyncCycle(configuration(sync))
        _ = await cycle.run(.start)
        try GitRemote.run("\(sync.link)/", "sh", "-c", "mkdir dir/__pycache__; echo x > dir/__pycache__/c.pyc")
        if case .published = await cycle.run(.period).outcome { Issue.record("byte code was taken for tampering") }
        await cycle.close()
        try GitRemote.run("\(sync.link)/", "sh", "-c", "echo x > new")
        var off = configuration(sync)
        off.integrityInterval = .zero
        if case .published = await sync.once(off).outcome { Issue.record("a check was made") }
    }

    @Test("is what was published after Kubernetes gave its files to the group of the pod, and its files are kept")
    func groupOfThePod() async throws {
        let sync = try Sync()
        try sync.remote.commit(Self.files.mapValues { $0 })
        #expect(await sync.once(configuration(sync)).error == nil)
        let kept = try status("\(sync.link)/b.py")
        // What kubelet does to a volume at the start of a pod with an fsGroup.
        try GitRemote.run(sync.root.directory, "sh", "-c", "chmod -R u+rw,g+rwX trees; chmod g+s trees")
        #expect(try status("\(sync.link)/b.py").mode == 0o664)
        let report = await sync.once(configuration(sync))
        guard case .upToDate = report.outcome else {
            Issue.record("the pod's own volume was taken for tampering: \(report.outcome)")
            return
        }
        #expect(report.tampering == nil)
        try sync.remote.commit(["a.py": "changed"])
        guard case .published(let published) = await sync.once(configuration(sync)).outcome else {
            Issue.record("the next commit was not published")
            return
        }
        #expect(published.tampered == [] && published.linked == 2)
        let now = try status("\(sync.link)/b.py")
        #expect(now.inode == kept.inode && now.modified == kept.modified)
    }

    @Test("is removed whole when it is replaced, whatever names somebody gave to files in it")
    func namesThatAreNoText() async throws {
        let sync = try Sync()
        try sync.remote.commit(Self.files.mapValues { $0 })
        #expect(await sync.once(configuration(sync)).error == nil)
        try GitRemote.run("\(sync.link)/", "sh", "-c", "touch \"$(printf 'dir/\\377')\"")
        #expect(try FileSystem().children("\(sync.link)/dir").count == 2)
        let report = await sync.once(configuration(sync))
        #expect(report.warnings == [])
        #expect(try sync.visibleFiles() == Self.files)
        #expect(try sync.leftovers() == [])
    }

    /// What somebody does to what readers see, all of it within `root`.
    static let attacks = [
        "chmod u+w current/a.py; echo edited > current/a.py", "rm -f current/dir/c.py",
        "mkdir evil; echo x > evil/a.py; ln -sfn evil current",
        "mkdir -p evil/$(basename $(readlink current)); ln -sfn evil/$(basename $(readlink current)) current",
        "rm current", "rm -rf trees/*", "rm -rf trees", "rm -rf trees store current .dag-sync.lock",
    ]

    @Test(
        "is found and healed with the remote away, or at least reported, and is healed when it is back",
        arguments: attacks)
    func healsWithoutRemote(script: String) async throws {
        let sync = try Sync()
        let commit = try sync.remote.commit(Self.files.mapValues { $0 })
        let cycle = SyncCycle(configuration(sync))
        #expect(await cycle.run(.start).error == nil)
        try GitRemote.run("/", "mv", sync.remote.path, "\(sync.remote.path).away")
        try GitRemote.run(sync.root.directory, "sh", "-c", script)
        let report = await cycle.run(.period)
        #expect(report.error != nil)
        let tampering = try #require(report.tampering, "nothing was noticed")
        // Without any tree there is nothing that could be healed from.
        #expect(tampering.isHealed == !script.contains("trees"), "\(tampering)")
        if tampering.isHealed {
            #expect(try sync.visibleFiles() == Self.files)
            #expect(try sync.visibleCommit() == commit)
        }
        try GitRemote.run("/", "mv", "\(sync.remote.path).away", sync.remote.path)
        #expect(await cycle.run(.period).error == nil)
        #expect(try sync.visibleFiles() == Self.files)
        #expect(await cycle.run(.period).tampering == nil)
        await cycle.close()
    }

    @Test("is found and healed while a refused commit is waiting to be mended")
    func healsBesideQuarantine() async throws {
        let sync = try Sync()
        let good = try sync.remote.commit(Self.files.mapValues { $0 })
        let cycle = SyncCycle(configuration(sync))
        #expect(await cycle.run(.start).error == nil)
        try sync.remote.commit(running: "ln -s /etc/passwd evil")
        #expect(await cycle.run(.period).error?.failure == .refused)
        try GitRemote.run("\(sync.link)/", "sh", "-c", "rm -f a.py")
        let report = await cycle.run(.period)
        #expect(report.error?.failure == .refused)
        #expect(report.tampering == Tampering(paths: ["a.py"], isHealed: true))
        #expect(try sync.visibleFiles() == Self.files)
        #expect(try sync.visibleCommit() == good)
        await cycle.close()
    }

    private func configuration(_ sync: Sync) -> SyncConfiguration {
        var configuration = sync.configuration()
        configuration.integrityInterval = .nanoseconds(1)
        return configuration
    }
}
