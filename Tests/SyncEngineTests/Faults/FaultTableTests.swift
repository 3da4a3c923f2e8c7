import Foundation
import GitServers
import TestSupport
import Testing

@testable import SyncEngine

extension FaultTable {
    @Suite("Remotes and stores that fail", .serialized)
    struct FaultTableTests {
        /// Seconds by which a busy machine may be late when a deadline passes.
        private static let slack = 30.0

        @Test(
            "holds in every row: reported in time, the last good tree stays whole, and recovery needs nobody",
            arguments: Ground.all)
        func everyRow(ground: Ground) async throws {
            let field = try FaultField(ground)
            let daemon = try await field.started()
            defer { field.watcher.stop() }
            for row in FaultRow.rows(over: ground.transport) {
                if let only = ProcessInfo.processInfo.environment["FAULT_ROW"], only != row.name { continue }
                do {
                    try await check(row, on: field)
                } catch {
                    Issue.record("\(ground): \(row.name): \(error); \(try daemon.output().suffix(1500))")
                    // What one row broke must not be held against the next one.
                    try row.heal(field)
                    try await until("recovery") { try await field.status()["failuresInARow"] as? Int == 0 }
                }
                #expect(field.watcher.problems() == [], "\(ground): \(row.name)")
            }
            #expect(field.watcher.rounds > 100)
            #expect(try field.leftovers() == [])
            daemon.send(SIGTERM)
            #expect(await daemon.exitCode() == 0, "one process has lived through all rows")
            #expect(try !daemon.output().contains("wr0ng"))
        }

        /// Goes through one row and prints its cell of the table.
        private func check(_ row: FaultRow, on field: FaultField) async throws {
            let good = try #require(try field.visible())
            let begin = ContinuousClock.now
            try row.harm(field)
            let wanted = row.wantsNewCommit ? try field.push() : good
            var seen = "no failure"
            var reported: Duration?
            if !row.expected.isEmpty {
                let failure = try await failure(of: row, on: field)
                reported = begin.duration(to: .now)
                seen = failure.name
                let limit = Double(field.timeout) + Self.slack
                #expect(failure.seconds < limit, "\(row.name): the sync took \(failure.seconds) s")
                #expect(try field.visible() == good, "\(row.name)")
            }
            let healed = ContinuousClock.now
            try row.heal(field)
            try await until("recovery") {
                let status = try await field.status()
                return try field.visible() == wanted && status["failuresInARow"] as? Int == 0
            }
            let recovered = healed.duration(to: .now)
            FaultTable.print(row.name, field.ground, seen: seen, reported: reported, recovered: recovered)
        }

        private func failure(of row: FaultRow, on field: FaultField) async throws -> (name: String, seconds: Double) {
            var seen: Set<String> = []
            var found: (String, Double)?
            do {
                try await until("a failure") {
                    let last = try await field.lastSync()
                    guard let name = last["class"] as? String, let seconds = last["seconds"] as? Double else {
                        return false
                    }
                    seen.insert("\(name): \(last["error"] ?? "")")
                    guard let failure = FailureClass(rawValue: name), row.expected.contains(failure) else {
                        return false
                    }
                    found = (name, seconds)
                    return true
                }
            } catch is NeverHappened {
                throw NeverHappened(description: "not reported as \(row.expected.map(\.rawValue)) but as \(seen)")
            }
            return try #require(found)
        }
    }
}
