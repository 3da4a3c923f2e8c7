import Foundation
import GitServers
import Testing

@testable import SyncEngine

@Suite("The fault table", .enabled(if: FaultTable.isWanted))
struct FaultTableTests {
    @Test(
        "holds in every row: reported in time, the last good tree stays whole, and recovery needs nobody",
        arguments: Ground.all)
    func everyRow(ground: Ground) async throws {
        let field = try FaultField(ground)
        let daemon = try await start(field)
        defer { field.watcher.stop() }
        for row in FaultRow.rows(over: ground.transport) {
            if let only = ProcessInfo.processInfo.environment["FAULT_ROW"], only != row.name { continue }
            do {
                print(try await table(row, on: field))
            } catch {
                Issue.record("\(ground): \(row.name): \(error); \(try daemon.output().suffix(1500))")
                // What one row broke must not be held against the next one.
                try row.heal(field)
            }
            let problems = field.watcher.problems()
            #expect(problems == [], "\(ground): \(row.name)")
        }
        #expect(field.watcher.rounds > 100)
        #expect(try field.leftovers() == [])
        daemon.send(SIGTERM)
        #expect(daemon.exitCode() == 0, "one process has lived through all rows")
        #expect(try !daemon.output().contains("wr0ng"))
    }

    private func start(_ field: FaultField) async throws -> Daemon {
        let first = try field.push()
        let daemon = try field.daemon()
        try await until("the first publish") { try field.visible() == first }
        field.watcher.start()
        return daemon
    }

    /// Goes through one row and gives its line of the table.
    private func table(_ row: FaultRow, on field: FaultField) async throws -> String {
        let good = try #require(try field.visible())
        try row.harm(field)
        let wanted = row.wantsNewCommit ? try field.push() : good
        var report = "not a failure"
        if !row.expected.isEmpty {
            let failure = try await failure(of: row, on: field)
            report = "\(failure.name) in \(String(format: "%.1f", failure.seconds)) s"
            #expect(failure.seconds < Double(field.timeout) + 10, "\(row.name): late, \(failure.seconds) s")
            #expect(try field.visible() == good, "\(row.name)")
        }
        let healed = ContinuousClock.now
        try row.heal(field)
        try await until("recovery") {
            let status = try await field.status()
            return try field.visible() == wanted && status["failuresInARow"] as? Int == 0
        }
        let seconds = healed.duration(to: .now).inSeconds
        return "| \(row.name) | \(field.ground) | \(report) | last good tree, whole | by itself in "
            + "\(String(format: "%.1f", seconds)) s |"
    }

    private func failure(of row: FaultRow, on field: FaultField) async throws -> (name: String, seconds: Double) {
        var seen: Set<String> = []
        let end = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < end {
            let last = try await field.lastSync()
            if let name = last["class"] as? String, let seconds = last["seconds"] as? Double {
                if let failure = FailureClass(rawValue: name), row.expected.contains(failure) {
                    return (name, seconds)
                }
                seen.insert("\(name): \(last["error"] ?? "")")
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw NeverHappened(description: "not reported as \(row.expected.map(\.rawValue)) but as \(seen)")
    }
}
