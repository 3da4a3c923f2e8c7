import Foundation
import GitServers
import Network
import System
import TestSupport
import Testing

@testable import SyncEngine

/// What a container does to the process in it, and what volumes it may be given.
@Suite("In a container", .serialized)
struct ContainerTests {
    let folder: TemporaryFolder
    let repository: ServedRepository

    init() throws {
        folder = try TemporaryFolder()
        repository = try ServedRepository(in: folder)
    }

    var common: [String] {
        ["--repo", repository.path, "--ref", "main", "--root", folder.file("root"), "--link", "current"]
    }

    /// Compiles one of the programs that stand between the sidecar and the system.
    func program(_ name: String, _ options: String...) throws -> String {
        let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
            "Faults/Programs/\(name).c")
        try run("cc", arguments: options + ["-O1", "-o", folder.file(name), source.path, "-ldl"])
        return folder.file(name)
    }

    func visible() throws -> String? {
        try FileSystem().linkTarget(folder.file("root/current")).map { TreeRoot.name(of: $0) }
    }

    @Test(
        "as process 1 it leaves no zombies of what its hooks start, and takes the end of no child from who waits for it"
    )
    func zombies() async throws {
        // One that outlives its parent in the same group, and one in a session of its own.
        let hook = try folder.script(
            "hook", "(sleep 0.05 &)\nsetsid sh -c '(sleep 0.2 &) ; sleep 0.1' > /dev/null 2>&1 < /dev/null &\nexit 0")
        let gate = try folder.script("gate", "exit 0")
        try repository.commit(["a": "first"])
        let daemon = try Daemon(
            common + ["--period", "50ms", "--exechook-command", hook, "--gate-command", gate], log: folder.file("log"),
            under: [try program("subreaper")])
        for round in 0..<7 {
            let commit = try repository.commit(["a": "\(round)"])
            try await until("publish \(round)") { try visible() == commit }
        }
        func children() throws -> [String] {
            try run("ps", "-eo", "ppid=,stat=").split(separator: "\n").map { $0.split(separator: " ") }
                .filter { $0.first == Substring("\(daemon.id)") }.map { String($0.last ?? "") }
        }
        try await until("no child is left", within: .seconds(20)) { try children().isEmpty }
        daemon.send(SIGQUIT)
        #expect(await daemon.exitCode() == 0)
        #expect(try !daemon.output().contains("failed"))
    }

    @Test(
        "works on volumes without hard links, locks or a way onto the disk, and says what is missing",
        arguments: [EPERM, ENOSYS, EOPNOTSUPP, EINVAL])
    func poorVolumes(code: Int32) async throws {
        // A sanitizer's runtime wants to be the first library.
        guard ProcessInfo.processInfo.environment["ASAN_OPTIONS"] == nil else { return }
        let library = try program("deny", "-shared", "-fPIC")
        let environment = ["LD_PRELOAD": library, "DENY_LINK": "\(code)"]
            .merging(code == EPERM ? [:] : ["DENY_LOCK": "\(code)", "DENY_SYNC": "\(code)"]) { $1 }
        for content in ["one", "two"] {
            let commit = try repository.commit(["a": content, "b": "same"])
            let daemon = try Daemon(common + ["--one-time"], environment: environment, log: folder.file("log"))
            let exit = await daemon.exitCode()
            let said = try daemon.output()
            #expect(exit == 0, "\(said)")
            #expect(try visible() == commit)
            #expect(said.contains("the volume has no hard links"))
            guard code != EPERM else { continue }
            #expect(said.contains("the volume has no locks"))
            #expect(said.contains("cannot force data onto the disk"))
        }
    }

    @Test("makes the folders of the files that it is told to write, and tells what it keeps free")
    func filesAndReserve() async throws {
        try repository.commit(["a": "one"])
        let files = ["--error-file", "told/error.json", "--touch-file", folder.file("touched/at/all")]
        let full = try Daemon(
            common + files + ["--one-time", "--min-free-space", "1000000Gi"], log: folder.file("log"))
        #expect(await full.exitCode() == 1)
        let said = try full.output()
        #expect(said.contains(#""class":"reserve""#) && said.contains("--min-free-space keeps"), "\(said)")
        #expect(try text(folder.file("root/told/error.json")).contains("reserve"))
        let daemon = try Daemon(common + files + ["--one-time"], log: folder.file("log"))
        #expect(await daemon.exitCode() == 0)
        #expect(try FileSystem().status(folder.file("touched/at/all")) != nil)
    }

    @Test("is alive while others hold all connections that it takes and say nothing, or say it slowly")
    func slowConnections() async throws {
        try repository.commit(["a": "one"])
        let port = try ServerProcess.freePort()
        let daemon = try Daemon(common + ["--http-bind", "127.0.0.1:\(port)"], log: folder.file("log"))
        let client = HTTPClient()
        try await until("alive") { await ask(port, "/livez", client)?.status == 200 }
        var held: [LoopbackSocket] = []
        defer { for socket in held { socket.close() } }
        for round in 0..<3 {
            for _ in 0..<128 {
                let socket = try LoopbackSocket(connectingTo: port)
                socket.write(Array("GET /livez HTTP/1.1\r\nHost: x\r\nX-Slow: ".utf8))
                held.append(socket)
            }
            for socket in held { socket.write(Array("y".utf8)) }
            let begun = ContinuousClock.now
            let answer = try await HTTPClient().send(
                HTTPRequest(.get, "http://127.0.0.1:\(port)/livez", deadlines: Deadlines(total: .seconds(5))))
            #expect(answer.status == 200, "round \(round)")
            #expect(begun.duration(to: .now) < .seconds(5))
        }
        daemon.send(SIGTERM)
        #expect(await daemon.exitCode() == 0)
    }
}
