import System
import TestSupport
import Testing

@testable import SyncEngine

/// A volume may have a folder called `store` for another reason.
@Suite("Somebody else's files where the store belongs")
struct ForeignStoreTests {
    /// Syncs twice, and gives what was said of it.
    private func sync(_ sync: Sync, after script: String) async throws -> [String] {
        try GitRemote.run(
            "/", "sh", "-c", "mkdir -p '\(sync.root.directory)' && cd '\(sync.root.directory)' && \(script)")
        var warnings: [String] = []
        for content in ["one", "two"] {
            let commit = try sync.remote.commit(["a": content])
            let report = await sync.once()
            #expect(report.error == nil, "\(String(describing: report.error))")
            #expect(try sync.visibleCommit() == commit)
            warnings += report.warnings
        }
        return warnings
    }

    /// Where a file of this content is below the root.
    private func places(of content: String, _ sync: Sync) throws -> [String] {
        try GitRemote.run(
            sync.root.directory, "sh", "-c", "grep -rlxF '\(content)' . | sort | tr '\\n' ' '"
        ).split(separator: " ").map(String.init)
    }

    static let foreign = [
        "mkdir -p store/logs; echo mine > store/logs/app.log; echo mine > store/config",
        "mkdir -p store/info store/hooks; echo mine > store/info/x; echo mine > store/hooks/y",
        "mkdir store; echo mine > store/HEAD; echo mine > store/index",
        "mkdir -p store/objects/large; echo mine > store/objects/large/1; echo mine > store/config",
    ]

    @Test("are put aside as they are, with a word of where, whatever their names", arguments: foreign)
    func otherFolder(script: String) async throws {
        let sync = try Sync()
        let warnings = try await self.sync(sync, after: script)
        #expect(try places(of: "mine", sync).count == 2)
        #expect(try places(of: "mine", sync).allSatisfy { $0.hasPrefix("./store.moved-") })
        #expect(warnings.filter { $0.contains("store.moved-") }.count == 1, "\(warnings)")
        #expect(!warnings.contains { $0.contains("damaged") }, "\(warnings)")
    }

    @Test("stay where they are in a store that is whole, although their names look like leftovers")
    func besideAStore() async throws {
        let sync = try Sync()
        try sync.remote.commit(["a": "zero"])
        _ = await sync.once()
        let names = [
            "mine.lock", "logs/app.log", "index", "objects/pack/tmp_mine", "objects/pack/mine.lock",
            "objects/pack/pack_git2_mine", "refs/kept/mine.txt",
        ]
        let script = names.map { "mkdir -p \"$(dirname store/\($0))\"; echo mine > store/\($0)" }
        _ = try await self.sync(sync, after: script.joined(separator: "; "))
        #expect(try places(of: "mine", sync) == names.map { "./store/\($0)" }.sorted())
    }

    @Test("survive the store that they were put into")
    func besideADamagedStore() async throws {
        let sync = try Sync()
        try sync.remote.commit(["a": "zero"])
        _ = await sync.once()
        let warnings = try await self.sync(
            sync,
            after: "mkdir store/logs; echo mine > store/logs/app.log; echo mine > store/mine.lock; rm -rf store/objects"
        )
        #expect(warnings.contains { $0.contains("damaged") }, "\(warnings)")
        #expect(try places(of: "mine", sync) == ["./store/logs/app.log", "./store/mine.lock"])
    }
}
