import Foundation
import TestSupport
import Testing

@Suite struct CommandTests {
    @Test func `a command that passes its deadline ends together with its children`() async throws {
        let shell = Command(
            program: URL(filePath: "/bin/bash"), arguments: ["-c", "sleep 600 & echo $!; wait"],
            environment: ["PATH": "/usr/bin:/bin"])
        // On a busy machine the shell may not come to its first line within the shorter deadlines.
        var result = try await shell.run(deadline: .seconds(1))
        for seconds in [10, 60] where result.lastLine.isEmpty {
            result = try await shell.run(deadline: .seconds(seconds))
        }
        let child = try #require(Int32(result.lastLine))
        #expect(result.status == 124)
        #expect(try await ends(process: child))
    }

    @Test func `a command can be sent every signal`() async throws {
        let status = Command(
            program: URL(filePath: "/bin/grep"), arguments: ["SigBlk", "/proc/self/status"], environment: [:])
        #expect(try await status.succeed(deadline: .seconds(900)).output == "SigBlk:\t0000000000000000\n")
    }

    /// Whether a process that was sent a signal is gone, or waits as a zombie for whoever inherited it.
    private func ends(process: Int32) async throws -> Bool {
        let status = "/proc/\(process)/status"
        for _ in 0..<6000 {
            guard let lines = FileManager.default.contents(atPath: status) else { return true }
            if String(decoding: lines, as: UTF8.self).contains("State:\tZ") { return true }
            try await Task.sleep(for: .milliseconds(50))
        }
        return false
    }
}
