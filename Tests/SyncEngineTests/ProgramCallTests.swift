import GitServers
import Glibc
import System
import TestSupport
import Testing

@testable import SyncEngine

@Suite("A program that is run to its end")
struct ProgramCallTests {
    /// Runs a shell script, which has to be over before a test has waited for five minutes.
    private func run(
        _ script: String, input: [UInt8] = [], limit: Duration? = .seconds(60), outputLimit: Int = 16384
    ) async throws -> (result: ProgramCall.Result, time: Duration) {
        var call = ProgramCall(
            program: "/bin/sh", arguments: ["-c", script], directory: "/", input: input, timeLimit: limit)
        call.outputLimit = outputLimit
        let begun = ContinuousClock.now
        let result = try await call.runApart()
        return (result, begun.duration(to: .now))
    }

    static let silent = [
        "exec >&- 2>&-; sleep 600", "exec <&- >&- 2>&-; sleep 600", "exec > /dev/null 2>&1; sleep 600",
        "sleep 600", "exec >&- 2>&-; while :; do sleep 1; done",
    ]

    @Test("has no more time than its limit, whatever it closed before", arguments: silent)
    func closedOutput(script: String) async throws {
        let (result, time) = try await run(script, limit: .milliseconds(300))
        #expect(result.ending == .timeLimit)
        #expect(time < .seconds(60))
        let withInput = try await run(script, input: [UInt8](repeating: 0, count: 1 << 20), limit: .milliseconds(300))
        #expect(withInput.result.ending == .timeLimit)
    }

    @Test("ends when its caller is cancelled, whatever it closed before", arguments: silent)
    func cancelled(script: String) async throws {
        let running = Task.detached {
            try await ProgramCall(
                program: "/bin/sh", arguments: ["-c", script], directory: "/", timeLimit: .seconds(120)
            ).runApart()
        }
        try await Task.sleep(for: .milliseconds(200))
        running.cancel()
        #expect(try await running.value.ending == .cancelled)
    }

    @Test("is over when it has ended, although what it started goes on and has its output, and that is ended too")
    func leftRunning() async throws {
        let folder = try TemporaryFolder()
        let (result, time) = try await run("sleep 600 & echo $! > '\(folder.file("id"))'; echo said; exit 3")
        #expect(result.ending == .exit(3) && result.output == "said\n")
        #expect(time < .seconds(60))
        let id = try #require(Int32(try text(folder.file("id")).trimmingPrefix(" ").prefix { $0.isNumber }))
        let isRunning = try kill(id, 0) == 0 && !text("/proc/\(id)/stat").contains(") Z ")
        #expect(!isRunning)
    }

    @Test("is over when it has ended, although what it started says more and more")
    func talkingOn() async throws {
        let (result, time) = try await run("yes & sleep 0.1; exit 3", limit: nil)
        #expect(result.ending == .exit(3) && result.isCut)
        #expect(time < .seconds(60))
    }

    @Test("need not read its input, and all of its last words are kept")
    func unreadInput() async throws {
        let input = [UInt8](repeating: 120, count: 1 << 20)
        #expect(try await run("exit 4", input: input).result.ending == .exit(4))
        #expect(try await run("exec <&-; echo said", input: input).result.output == "said\n")
        let (result, _) = try await run("wc -c", input: input)
        #expect(result.output == "1048576\n" && !result.isCut)
        let long = try await run("head -c 100000 /dev/zero | tr '\\0' x", outputLimit: 200_000).result
        #expect(long.output.utf8.count == 100_000 && !long.isCut)
    }

    @Test("is said to have told more than was kept")
    func cutOutput() async throws {
        let (result, _) = try await run("head -c 100000 /dev/zero", outputLimit: 1000)
        #expect(result.output.utf8.count == 1000 && result.isCut)
        #expect(try await !run("head -c 1000 /dev/zero", outputLimit: 1000).result.isCut)
    }

    @Test("as a gate or a hook does not keep the process from ending", arguments: ["gate-command", "exechook-command"])
    func stops(option: String) async throws {
        let folder = try TemporaryFolder()
        let repository = try ServedRepository(in: folder)
        try repository.commit(["a": "one"])
        let program = try folder.script("silent", "exec >&- 2>&-; echo > '\(folder.file("started"))'; sleep 600")
        let daemon = try Daemon(
            [
                "--repo", repository.path, "--ref", "main", "--root", folder.file("root"), "--link", "current",
                "--\(option)", program, option == "gate-command" ? "--gate-timeout" : "--exechook-timeout", "600s",
            ], log: folder.file("log"))
        try await until("the program runs") { try FileSystem().status(folder.file("started")) != nil }
        daemon.send(SIGTERM)
        try await until("the end", within: .seconds(60)) { !daemon.isRunning }
        #expect(await daemon.exitCode() == 0)
    }
}
