import Foundation
import GitServers
import Hashing
import Network
import TestSupport
import Testing

@testable import SyncEngine

extension FaultTable {
    @Suite("Hostile repositories and neighbours", .serialized)
    struct HostileTests {
        @Test("A hostile commit is refused, once, and the next good one is published", arguments: Ground.all)
        func hostile(ground: Ground) async throws {
            let field = try FaultField(ground)
            let daemon = try await field.started()
            defer { field.watcher.stop() }
            // Some trees the server itself cannot send.
            let fits: Set<String> = ["refused", "limit", "corrupt", "git", "network"]
            for commit in HostileCommit.refused {
                do {
                    let good = try field.visible()
                    let begin = ContinuousClock.now
                    let round = "hostile " + field.nextRound()
                    field.watcher.forbid(round)
                    try commit.push(to: field.repository, round: round, in: field.folder)
                    var name = ""
                    try await until("a refusal") {
                        name = try await field.lastSync()["class"] as? String ?? ""
                        return fits.contains(name)
                    }
                    #expect(try field.visible() == good, "\(commit.name)")
                    let reported = begin.duration(to: .now)
                    let healed = ContinuousClock.now
                    let next = try field.push()
                    try await until("the next commit") { try field.visible() == next }
                    FaultTable.print(
                        commit.name, ground, seen: name, reported: reported, recovered: healed.duration(to: .now))
                } catch {
                    Issue.record("\(ground): \(commit.name): \(error); \(try daemon.output().suffix(1500))")
                    let next = try field.push()
                    try await until("the next commit") { try field.visible() == next }
                }
                #expect(field.watcher.problems() == [], "\(commit.name)")
            }
            #expect(
                try GitRemote.run(
                    "/", "sh", "-c", "find /tmp/planted \(field.place.path) -name 'planted*' 2> /dev/null || true")
                    == "")
            daemon.send(SIGTERM)
            #expect(await daemon.exitCode() == 0)
        }

        @Test(
            "Names that only other systems cannot tell apart or hold are published as they are", arguments: Ground.all)
        func names(ground: Ground) async throws {
            let field = try FaultField(ground)
            let daemon = try await field.started()
            defer { field.watcher.stop() }
            let names = ["DAG.py", "dag.py", "Dag.py", "con", "nul.py", "COM1", "aux.txt", "-rf", "a b", "ä"]
            let commit = try field.push(names.map { "dags/\($0)" })
            try await until("the publish") { try field.visible() == commit }
            #expect(field.watcher.problems() == [])
            FaultTable.print("names that differ in case, devices of other systems", ground, "published as they are")
            daemon.send(SIGTERM)
            #expect(await daemon.exitCode() == 0)
        }

        @Test(
            "Of two instances on one root one waits, says so, and takes over when the other is killed",
            arguments: Ground.all)
        func twoInstances(ground: Ground) async throws {
            let field = try FaultField(ground)
            let first = try await field.started()
            defer { field.watcher.stop() }
            let second = try Daemon(try field.options + ["--max-failures", "-1"], log: field.folder.file("second"))
            try await until("a busy second") { try second.output().contains(#""class":"busy""#) }
            let commit = try field.push()
            try await until("the publish by the first") { try field.visible() == commit }
            first.send(SIGKILL)
            #expect(await first.exitCode() == -SIGKILL)
            let next = try field.push()
            try await until("the publish by the second") { try field.visible() == next }
            #expect(field.watcher.problems() == [])
            FaultTable.print("two instances on one root", ground, "busy; takes over when the other is killed")
            second.send(SIGTERM)
            #expect(await second.exitCode() == 0)
        }

        @Test("A receiver of alerts and hooks that never answers does not slow a sync", arguments: Ground.all)
        func slowReceiver(ground: Ground) async throws {
            let field = try FaultField(ground)
            let receiver = try FaultyServer { _ in [.hang] }
            let url = receiver.url("/")
            let daemon = try await field.started(
                ["--webhook-url", url, "--webhook-timeout", "600s"],
                environment: ["DAG_SYNC_SLACK_WEBHOOK_URL": url, "DAG_SYNC_ALERTMANAGER_URL": url])
            defer { field.watcher.stop() }
            for _ in 0..<3 {
                try field.credentials(areGood: false)
                try await until("a failure") { try await field.lastSync()["class"] as? String == "authentication" }
                try field.credentials(areGood: true)
                let commit = try field.push()
                try await until("the publish") { try field.visible() == commit }
            }
            #expect(await ask(field.port, "/livez", field.client)?.status == 200)
            #expect(field.watcher.problems() == [])
            FaultTable.print("slow receiver of alerts and hooks", ground, "no failure; no sync waits")
            daemon.send(SIGTERM)
            #expect(await daemon.exitCode() == 0)
        }

        @Test("A clock that jumps by years changes neither the tree nor what is published next", arguments: Ground.all)
        func clock(ground: Ground) async throws {
            let field = try FaultField(ground)
            let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
                "Programs/clock.c")
            let library = field.folder.file("clock.so")
            try run("cc", "-shared", "-fPIC", "-O1", "-o", library, source.path)
            let offset = try field.folder.write("0\n", to: "clock-offset")
            let daemon = try await field.started(
                ["--max-staleness", "20s"], environment: ["LD_PRELOAD": library, "CLOCK_OFFSET_FILE": offset])
            defer { field.watcher.stop() }
            let year = 366 * 86400
            for jump in [year, -20 * year, 0, -3600, 3600] {
                try field.folder.write("\(jump)\n", to: "clock-offset")
                let commit = try field.push()
                try await until("the publish after a jump to \(jump)") { try field.visible() == commit }
                try await until("ready after a jump to \(jump)") {
                    await ask(field.port, "/readyz", field.client)?.status == 200
                }
                #expect(await ask(field.port, "/livez", field.client)?.status == 200)
                let at = try await field.lastSync()["at"] as? String ?? ""
                if jump == year { #expect(at > "2027", "the clock has jumped: \(at)") }
            }
            #expect(field.watcher.problems() == [])
            FaultTable.print("clock jumps by an hour, a year, twenty", ground, "no failure; stays ready")
            daemon.send(SIGTERM)
            #expect(await daemon.exitCode() == 0)
        }
    }
}
