import Git
import TestSupport
import Testing

@testable import SyncEngine

@Suite("The history of the ref")
struct HistoryTests {
    func ancestry(_ report: CycleReport) -> Ancestry? {
        guard case .published(let published) = report.outcome else { return nil }
        return published.ancestry
    }

    @Test("is followed forwards, and a rewrite of it is told of")
    func rewrite() async throws {
        let sync = try Sync()
        let first = try sync.remote.commit(["a": "one"])
        #expect(ancestry(await sync.once()) == .unknown)
        let second = try sync.remote.commit(["a": "two"])
        try sync.remote.commit(["a": "three"])
        // Two commits at once, in a process of its own.
        #expect(ancestry(await sync.once()) == .follows)
        try sync.remote.move(to: second)
        let back = await sync.once()
        #expect(ancestry(back) == .rewritten)
        var metrics = Metrics()
        metrics.record(back, state: SyncState(started: .now()), now: .now())
        #expect(metrics.text.contains("dag_sync_history_rewrites_total 1\n"))
        try sync.remote.move(to: first)
        #expect(ancestry(await sync.once()) == .rewritten)
        #expect(try sync.visibleCommit() == first)
    }

    @Test("is no rewritten one where another ref is followed from now on")
    func otherRef() async throws {
        let sync = try Sync()
        try sync.remote.commit(["a": "one"])
        _ = await sync.once()
        try sync.remote.commit(["a": "two"])
        _ = await sync.once()
        try GitRemote.git(sync.remote.path, "update-ref", "refs/heads/other", "refs/heads/main~1")
        #expect(ancestry(await sync.once { $0.ref = "other" }) == .unknown)
    }

    @Test("may not be rewritten where that is not allowed, and readers keep what they have")
    func refused() async throws {
        let sync = try Sync()
        let first = try sync.remote.commit(["a": "one"])
        #expect(await sync.once { $0.allowsRewrites = false }.error == nil)
        let second = try sync.remote.commit(["a": "two"])
        #expect(await sync.once { $0.allowsRewrites = false }.error == nil)
        try sync.remote.move(to: first)
        let report = await sync.once { $0.allowsRewrites = false }
        #expect(report.error?.refusals.map(\.rule) == [.history])
        #expect(report.error?.retry == .whenRefMoves)
        #expect(try sync.visibleCommit() == second)
        try sync.remote.move(to: second)
        #expect(await sync.once { $0.allowsRewrites = false }.error == nil)
        try sync.remote.move(to: first)
        #expect(await sync.once().error == nil)
        #expect(try sync.visibleCommit() == first)
    }
}
