internal import CSystem
internal import Foundation
internal import Glibc

/// A program that did not start or did not succeed.
struct ProgramFailure: Error, CustomStringConvertible {
    let description: String
}

/// Runs a program to its end and returns its output without the last line end.
///
/// - Throws: when it exits with anything but 0.
@discardableResult
package func run(_ program: String..., arguments: [String] = []) throws -> String {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw ProgramFailure(description: "no pipe") }
    defer { close(ends[0]) }
    let process: SpawnedProcess
    do {
        defer { close(ends[1]) }
        process = try SpawnedProcess(program + arguments, output: ends[1])
    }
    var output: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while true {
        let count = read(ends[0], &chunk, chunk.count)
        guard count > 0 else { break }
        output += chunk[..<count]
    }
    let status = process.wait()
    let text = String(decoding: output, as: UTF8.self)
    guard status == 0 else {
        throw ProgramFailure(description: "\((program + arguments).joined(separator: " ")): \(text)")
    }
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
}

/// A child process with nothing inherited but its output. Foundation's own needs a run loop, which tests that
/// fill Swift's pool do not give it.
struct SpawnedProcess: Sendable {
    private static let environment: [String: String] = [
        "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null", "GIT_TERMINAL_PROMPT": "0",
        "GIT_AUTHOR_NAME": "Author", "GIT_AUTHOR_EMAIL": "author@example.com", "GIT_COMMITTER_NAME": "Committer",
        "GIT_COMMITTER_EMAIL": "committer@example.com",
    ]

    let id: pid_t

    init(_ arguments: [String], output: Int32) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, output, 2)
        // A pipe of another test that is inherited never ends.
        csystem_spawn_close_from(&actions, 3)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))

        let variables = ProcessInfo.processInfo.environment.merging(Self.environment) { $1 }.map { "\($0)=\($1)" }
        var started: pid_t = 0
        let code = Self.withCStrings(arguments) { program in
            Self.withCStrings(variables) { posix_spawnp(&started, arguments[0], &actions, &attributes, program, $0) }
        }
        guard code == 0 else { throw ProgramFailure(description: "cannot run \(arguments)") }
        id = started
    }

    /// Waits for its end; its exit status, or 128 and more after a signal.
    @discardableResult
    func wait() -> Int32 {
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0 && errno == EINTR {}
        return status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f)
    }

    /// How it ended, as `wait` says it; nil while it runs. Once only.
    func status() -> Int32? {
        var status: Int32 = 0
        guard waitpid(id, &status, WNOHANG) == id else { return nil }
        return status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f)
    }

    var isRunning: Bool { kill(id, 0) == 0 && waitpid(id, nil, WNOHANG) == 0 }

    private static func withCStrings<R>(
        _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> R
    ) -> R {
        var pointers: [UnsafeMutablePointer<CChar>?] = []
        for string in strings { pointers.append(strdup(string)) }
        defer { for pointer in pointers { free(pointer) } }
        return body(pointers + [nil])
    }
}
