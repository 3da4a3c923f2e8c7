import Foundation
import GitServers
import Network
import Synchronization
import System
import TestSupport
import Testing

@testable import SyncEngine

/// A remote that can be harmed at every stage, a root on a given file system, and a watcher of what is published.
final class FaultField: Sendable {
    let ground: Ground
    let folder: TemporaryFolder
    let place: TemporaryFolder
    let repository: ServedRepository
    let relay: Relay
    let watcher: TreeWatcher
    let client = HTTPClient()
    let port: UInt16
    private let http: GitHTTPServer?
    private let ssh: GitSSHServer?
    private let knownHosts: String
    private let rounds = Mutex(0)
    /// Seconds that a sync took on this machine when nothing was wrong.
    private let pace = Mutex(20.0)

    /// Paths of every tree; the last one is long enough that its pack does not fit into one read.
    static let paths = (0..<12).map { "dags/group\($0 % 3)/dag\($0).py" } + ["jobs/large.bin"]

    init(_ ground: Ground) throws {
        self.ground = ground
        folder = try TemporaryFolder()
        place = try TemporaryFolder(in: ground.place.folder)
        repository = try ServedRepository("private/dags.git", in: folder)
        port = try ServerProcess.freePort()
        // git's own seam: this program makes the packs that upload-pack sends.
        let packer = try folder.script("packer", Self.packer(mode: folder.file("pack-mode")))
        // What both servers find first where they look for git, and what may change its words.
        _ = try folder.script("bin/git", Self.speaker(mode: folder.file("words")))
        _ = try folder.script("bin/git-upload-pack", "exec '\(folder.file("bin/git"))' upload-pack \"$@\"")
        let environment = [
            "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "uploadpack.packObjectsHook", "GIT_CONFIG_VALUE_0": packer,
            "PATH": "\(folder.file("bin")):/usr/bin:/bin",
        ]
        switch ground.transport {
        case .http:
            let server = try GitHTTPServer(root: folder, environment: environment)
            (http, ssh, knownHosts) = (server, nil, "")
            relay = try Relay(to: server.port)
            try folder.write("s3cret\n", to: "password")
        case .ssh:
            let server = try GitSSHServer(environment: environment)
            (http, ssh) = (nil, server)
            relay = try Relay(to: server.port)
            let known = try text(server.knownHosts).replacing(":\(server.port) ", with: ":\(relay.port) ")
            knownHosts = try folder.write(known, to: "known_hosts")
        }
        watcher = TreeWatcher("\(place.path)/root/current")
        try packs("whole")
        try words("true")
    }

    var root: TreeRoot { TreeRoot(directory: "\(place.path)/root", link: "current") }

    var url: String {
        get throws {
            if let ssh {
                return try ssh.url(of: repository.path).replacing(":\(ssh.port)/", with: ":\(relay.port)/")
            }
            return "http://127.0.0.1:\(relay.port)/git/\(repository.name)"
        }
    }

    /// The longest that a sync may take, in seconds: several times what a good one takes here.
    var timeout: Int { max(4, Int(pace.withLock { $0 } * 6)) }

    /// A daemon that has published its first commit, and the watcher of what it does next.
    func started(_ more: [String] = [], environment: [String: String] = [:]) async throws -> Daemon {
        let commit = try push()
        let begin = ContinuousClock.now
        let once = try await syncOnce()
        guard once.code == 0 else { throw NeverHappened(description: "the first sync fails: \(once.log)") }
        pace.withLock { $0 = begin.duration(to: .now).inSeconds }
        let daemon = try daemon(more, environment: environment)
        try await until("the first sync of the daemon") {
            let status = try await status()
            return status["published"] as? String == commit && status["lastSuccess"] is String
        }
        watcher.start()
        return daemon
    }

    var options: [String] {
        get throws {
            let common = [
                "--repo", try url, "--ref", "main", "--root", root.directory, "--link", "current", "--sync-timeout",
                "\(timeout)s", "--period", "100ms", "--stale-worktree-timeout", "20s", "--max-file-size", "8Mi",
                "--max-files", "1000",
            ]
            if let ssh { return common + ["--ssh-key-file", ssh.userKey, "--ssh-known-hosts-file", knownHosts] }
            return common + ["--username", "reader", "--password-file", folder.file("password")]
        }
    }

    func daemon(_ more: [String] = [], environment: [String: String] = [:], log: String = "log") throws -> Daemon {
        try Daemon(
            try options + ["--http-bind", "127.0.0.1:\(port)"] + more, environment: environment, log: folder.file(log))
    }

    /// One sync by a process of its own; its exit code and what it said.
    func syncOnce(under wrapper: [String] = []) async throws -> (code: Int32, log: String) {
        let daemon = try Daemon(try options + ["--one-time"], log: folder.file("once"), under: wrapper)
        return (await daemon.exitCode(), try daemon.output())
    }

    /// How the server makes its packs: `whole`, `fail`, or `hang`, `cut` and `garble` after a number of bytes.
    func packs(_ mode: String) throws { try folder.write(mode + "\n", to: "pack-mode") }

    private static func packer(mode: String) -> String {
        """
        read -r mode bytes < \(mode)
        case $mode in
        whole) exec "$@" ;;
        fail) exit 3 ;;
        junk) { head -c 100000 /dev/urandom | git hash-object -w --stdin; cat; } | "$@" ;;
        withhold) exec "$@" --filter=blob:none ;;
        cut) "$@" | head -c "$bytes" ;;
        garble) "$@" | { head -c "$bytes"; tr 'a-z' 'b-za'; } ;;
        hang) "$@" | { head -c "$bytes"; exec sleep 600; } ;;
        esac
        """
    }

    /// What becomes of the words of the server: `true`, or a `lie` about the commits that it sends without their parents.
    func words(_ mode: String) throws { try folder.write(mode + "\n", to: "words") }

    /// The last digit of a shallow commit becomes another one, wherever the pieces of the answer end.
    private static func speaker(mode: String) -> String {
        """
        read -r mode < \(mode)
        case $mode in
        true) exec /usr/bin/git "$@" ;;
        lie)
            /usr/bin/git "$@" | perl -e '
                while (sysread(STDIN, $piece, 65536)) {
                    $piece =~ s/(00(?:34|35)shallow [0-9a-f]{39})([0-9a-f])/$1 . ($2 eq "0" ? "1" : "0")/ge;
                    syswrite(STDOUT, $piece);
                }' ;;
        esac
        """
    }

    /// Refuses, or accepts again, the credentials that the daemon has.
    func credentials(areGood: Bool) throws {
        if let ssh {
            let key = areGood ? try text("\(ssh.userKey).pub") : ""
            try key.write(toFile: ssh.authorizedKeys, atomically: true, encoding: .utf8)
        } else {
            try folder.write(areGood ? "s3cret\n" : "wr0ng\n", to: "password")
        }
    }

    func nextRound() -> String {
        rounds.withLock { rounds in
            rounds += 1
            return "round-\(rounds)"
        }
    }

    /// Pushes a tree of a new round, with 100 kB of noise.
    @discardableResult
    func push(_ more: [String] = [], without gone: [String] = []) throws -> String {
        let round = nextRound()
        var files = TreeWatcher.tree(round, paths: Self.paths + more)
        var noise = SystemRandomNumberGenerator()
        let digits = (0..<8000).map { _ in String(noise.next() as UInt64, radix: 36) }
        files["jobs/large.bin"]? += digits.joined()
        let changes = files.mapValues(Optional.some).merging(gone.map { ($0, nil) }) { $1 }
        return try repository.commit(changes)
    }

    func visible() throws -> String? { try FileSystem().linkTarget(root.link).map { TreeRoot.name(of: $0) } }

    /// Folders and links that only a publish in progress may have.
    func leftovers() throws -> [String] {
        let files = FileSystem()
        let names = try files.children(root.directory) + files.children(root.trees)
        return names.filter { $0.hasPrefix(".") && $0 != ".dag-sync.lock" }
    }

    /// The members of /status, or of its `lastSync`; empty when nobody answers.
    func status() async throws -> [String: Any] {
        guard let body = await ask(port, "/status", client)?.body else { return [:] }
        return try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any] ?? [:]
    }

    func lastSync() async throws -> [String: Any] { try await status()["lastSync"] as? [String: Any] ?? [:] }
}
