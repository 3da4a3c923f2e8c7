import Git
import Network
import Synchronization
import System
import TestSupport
import Testing

@testable import SyncEngine

@Suite("A reader that never pauses")
struct WatcherTests {
    final class Flag: Sendable {
        private let value = Mutex(false)
        var isSet: Bool { value.withLock { $0 } }
        func set() { value.withLock { $0 = true } }
    }

    /// Reads the whole tree through the link again and again, on a thread of its own.
    actor Watcher {
        private let executor = ThreadExecutor(name: "watcher")
        nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

        func watch(_ link: String, _ names: [String], until over: Flag) -> (rounds: Int, problems: [String]) {
            let files = FileSystem()
            var rounds = 0
            var problems: [String] = []
            while !over.isSet {
                do {
                    // As Airflow does: the link is resolved once, the files are read below what it led to.
                    guard let target = try files.linkTarget(link) else {
                        throw SyncError(.disk, during: .stage, "no link")
                    }
                    let tree = "\(FileSystem.parent(of: link))/\(target)"
                    let contents = try names.map { try text("\(tree)/\($0)") }
                    let changing = Set(contents.enumerated().filter { $0.offset % 2 == 0 }.map(\.element))
                    let fixed = Set(contents.enumerated().filter { $0.offset % 2 == 1 }.map(\.element))
                    if changing.count != 1 || fixed != ["fixed"] { problems.append("\(contents)") }
                    for name in names { _ = try text("\(link)/\(name)") }
                } catch {
                    problems.append("\(error)")
                }
                rounds += 1
            }
            return (rounds, problems)
        }
    }

    @Test("sees one whole commit at every moment of many switches")
    func alwaysWhole() async throws {
        let sync = try Sync()
        let names = (0..<20).map { "dir\($0 % 3)/f\($0)" }
        func commit(_ round: Int) throws {
            let files = names.enumerated().map { ($1, $0 % 2 == 0 ? "round \(round)" : "fixed") }
            try sync.remote.commit(Dictionary(uniqueKeysWithValues: files))
        }
        try commit(0)
        var configuration = sync.configuration()
        configuration.staleTreeTimeout = .seconds(3600)
        let cycle = SyncCycle(configuration)
        #expect(await cycle.run(.start).error == nil)
        let over = Flag()
        let watcher = Watcher()
        async let watched = watcher.watch(sync.link, names, until: over)
        for round in 1...15 {
            try commit(round)
            #expect(await cycle.run(.period).error == nil)
        }
        over.set()
        let result = await watched
        #expect(result.problems == [])
        #expect(result.rounds > 0)
    }
}
