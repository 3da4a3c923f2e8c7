import System
import TestSupport
import Testing

@testable import SyncEngine

@Suite("The place of the link")
struct LinkPlaceTests {
    /// What `place` stands for: the link's folder as it is named, and as it really is.
    static let places: [(link: String, script: String)] = [
        ("l/cur", "mkdir -p a/b/c && ln -s a/b/c l"), ("a/b/c/l/cur", "mkdir -p a/b/c && ln -s ../../.. a/b/c/l"),
        ("l/new/cur", "mkdir -p a/b/c && ln -s a/b/c l"), ("root/l/cur", "mkdir -p root a/b && ln -s ../a/b root/l"),
        ("cur", "mkdir -p a/b/root && ln -s a/b/root root"),
        ("l/cur", "mkdir -p a/b/c/trees && mkdir root && ln -s ../a/b/c/trees root/trees && ln -s a/b l"),
    ]

    @Test(
        "may be in a folder that is a link to another depth: readers get in, and it is found again", arguments: places)
    func linkedFolder(link: String, script: String) async throws {
        var sync = try Sync()
        let folder = sync.directory
        try GitRemote.run(folder.path, "sh", "-c", script)
        sync = Sync(sync, root: TreeRoot(directory: folder.file("root"), link: folder.file(link)))
        for content in ["one", "two"] {
            let commit = try sync.remote.commit(["a": content])
            let report = await sync.once()
            #expect(report.error == nil, "\(String(describing: report.error))")
            #expect(try text("\(folder.file(link))/a") == content)
            #expect(report.live?.commit == commit)
            guard case .published(let published) = report.outcome else {
                Issue.record("not published: \(report.outcome)")
                return
            }
            #expect(published.linked == 0 && published.replaced == nil || content == "two")
        }
        guard case .upToDate = await sync.once().outcome else {
            Issue.record("the published tree is not found again")
            return
        }
        // The target leads there wherever the whole volume is mounted.
        try GitRemote.run(folder.path, "sh", "-c", "mkdir elsewhere && mv $(ls | grep -v elsewhere) elsewhere")
        #expect(try text(folder.file("elsewhere/\(link)/a")) == "two")
    }

    @Test("has no tree when the link leads nowhere, so that the next sync publishes one")
    func dangling() async throws {
        let sync = try Sync()
        try sync.remote.commit(["a": "one"])
        _ = await sync.once()
        try GitRemote.run(sync.root.directory, "sh", "-c", "ln -sfn ../elsewhere/$(readlink current) current")
        #expect(try sync.root.live(FileSystem()) == nil)
        #expect(await sync.once().error == nil)
        #expect(try sync.visibleFiles() == ["a": "one"])
    }
}
