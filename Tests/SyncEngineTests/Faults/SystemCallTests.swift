import Foundation
import GitServers
import TestSupport
import Testing

@testable import SyncEngine

extension FaultTable {
    /// Real processes that end, or whose disk is full, at one system call after the other, of those that change something
    /// below the root; `DAG_SYNC_EVERY_CALL` in the environment means every call of whatever kind.
    @Suite("A process that is stopped at a system call", .serialized)
    struct SystemCallTests {
        enum Harm: String, Sendable { case kill, full }

        /// Two commits, of which the one that is not published is always the next to be wanted.
        struct Course {
            let field: FaultField
            let commits: [String]
            let program: String
            let set: String

            init(_ ground: Ground) async throws {
                field = try FaultField(ground)
                program = field.folder.file("calls")
                let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
                    "Programs/calls.c")
                try run("cc", "-O1", "-o", program, source.path)
                set = ProcessInfo.processInfo.environment["DAG_SYNC_EVERY_CALL"] == nil ? "changes" : "all"
                commits = [
                    try field.push(["only/in/first.py"]),
                    try field.push(["other/in/second.py"], without: ["only/in/first.py"]),
                ]
                #expect(try await field.syncOnce().code == 0)
            }

            func ask(_ harm: Harm, at call: Int) async throws -> (wanted: String, code: Int32, log: String, count: Int)
            {
                let seen = try #require(try field.visible())
                let wanted = try #require(commits.first { $0 != seen })
                try field.repository.git("update-ref", "refs/heads/main", wanted)
                let result = field.folder.file("calls-made")
                let wrapper = [program, harm.rawValue, set, String(call), field.root.directory, result]
                let (code, log) = try await field.syncOnce(under: wrapper)
                let count = Int(try text(result).split(separator: "\n").first ?? "") ?? 0
                return (wanted, code, log, count)
            }

            /// The next sync without harm publishes what was wanted.
            func recover(_ wanted: String, _ place: String) async throws {
                let after = try await field.syncOnce()
                #expect(after.code == 0, "\(place): \(after.log)")
                #expect(try field.visible() == wanted, "\(place)")
                #expect(try field.leftovers() == [], "\(place)")
            }
        }

        @Test("by SIGKILL leaves a whole tree, which a restart serves with the remote down", arguments: Ground.all)
        func killed(ground: Ground) async throws {
            let course = try await Course(ground)
            let field = course.field
            field.watcher.start()
            defer { field.watcher.stop() }
            var call = 1
            var kills = 0
            while true {
                let place = "\(ground), killed after call \(call)"
                let before = try field.visible()
                let (wanted, code, log, count) = try await course.ask(.kill, at: call)
                if count < call {
                    #expect(code == 0, "\(place): \(log)")
                    break
                }
                kills += 1
                #expect(code == 128 + SIGKILL, "\(place): \(log)")
                let seen = try field.visible()
                #expect(seen == before || seen == wanted, "\(place)")
                field.relay.down()
                #expect(try await field.syncOnce().code == 1, "\(place)")
                #expect(try field.visible() == seen, "\(place)")
                #expect(try field.leftovers() == [], "\(place)")
                try field.relay.up()
                try await course.recover(wanted, place)
                #expect(field.watcher.problems() == [], "\(place)")
                call += 1
            }
            #expect(call > 40)
            FaultTable.print("SIGKILL after each system call, restart with the remote down", ground, "\(kills) kills")
        }

        @Test("because the disk is full reports the disk, keeps the tree and recovers", arguments: Ground.all)
        func fullDisk(ground: Ground) async throws {
            let course = try await Course(ground)
            let field = course.field
            field.watcher.start()
            defer { field.watcher.stop() }
            var call = 1
            var failures = 0
            var tries = 0
            while true {
                let place = "\(ground), disk full at call \(call)"
                let before = try field.visible()
                let (wanted, code, log, count) = try await course.ask(.full, at: call)
                if count < call { break }
                tries += 1
                #expect([0, 1].contains(code), "\(place): exit \(code): \(log)")
                if code == 1 {
                    failures += 1
                    #expect(log.contains(#""class":"disk""#), "\(place): \(log)")
                }
                let seen = try field.visible()
                #expect(seen == before || seen == wanted, "\(place)")
                if seen == before || code == 1 { try await course.recover(wanted, place) }
                #expect(field.watcher.problems() == [], "\(place)")
                call += 1
            }
            #expect(failures > 2)
            FaultTable.print("disk full at each write", ground, "\(failures) of \(tries) seen as disk")
        }
    }
}
