import GitServers
import Glibc
import Network
import System
import TestSupport
import Testing

@testable import SyncEngine

@Suite("The flags of git-sync", .serialized)
struct GitSyncFlagTests {
    let folder: TemporaryFolder
    let repository: ServedRepository

    init() throws {
        folder = try TemporaryFolder()
        repository = try ServedRepository(in: folder)
    }

    func daemon(
        _ arguments: [String], environment: [String: String] = [:], log: String = "log"
    ) throws -> Daemon {
        try Daemon(arguments, environment: environment, log: folder.file(log))
    }

    func visible(_ link: String = "current") throws -> String? {
        try FileSystem().linkTarget(folder.file("root/\(link)")).map { TreeRoot.name(of: $0) }
    }

    @Test("are taken under the names of version 3 too, with a warning for each")
    func oldNames() async throws {
        let commit = try repository.commit(["a": "one"], branch: "release")
        try repository.commit(["a": "two"])
        let daemon = try daemon([
            "--repo", repository.path, "--branch", "release", "--root", folder.file("root"), "--dest=current",
            "--wait=0.5", "--timeout", "60", "--max-sync-failures", "0", "--one-time", "--ssh", "--add-user",
            "--git-gc", "off",
        ])
        #expect(await daemon.exitCode() == 0)
        #expect(try visible() == commit)
        let said = try daemon.output()
        for warning in ["--branch is an old name: use --ref", "--wait is", "--dest is", "--ssh has no effect here"] {
            #expect(said.contains(warning), "no warning: \(warning)")
        }
    }

    @Test("are taken from the variables of version 3 too, which win over the new ones as in git-sync")
    func oldVariables() async throws {
        let commit = try repository.commit(["a": "one"], branch: "release")
        let daemon = try daemon(
            ["--one-time"],
            environment: [
                "GIT_SYNC_REPO": repository.path, "GIT_SYNC_BRANCH": "release", "GITSYNC_REF": "gone",
                "GIT_SYNC_ROOT": folder.file("root"), "GIT_SYNC_DEST": "current", "GIT_SYNC_WAIT": "1.5",
                "GITSYNC_FILTER": "blob:none",
            ])
        #expect(await daemon.exitCode() == 0)
        #expect(try visible() == commit)
        let said = try daemon.output()
        #expect(said.contains("$GIT_SYNC_DEST is an old name: use --link"))
        #expect(said.contains("$GIT_SYNC_BRANCH is an old name and wins over --ref, as in git-sync: use --ref"))
    }

    /// What templates/_helpers.yaml of the chart 1.22 gives git-sync, with the values of each way to log in.
    static func chart(repository: String, root: String, _ more: [String: String]) -> [String: String] {
        [
            "GIT_SYNC_REV": "HEAD", "GITSYNC_REF": "main", "GIT_SYNC_BRANCH": "main", "GIT_SYNC_REPO": repository,
            "GITSYNC_REPO": repository, "GIT_SYNC_DEPTH": "1", "GITSYNC_DEPTH": "1", "GIT_SYNC_ROOT": root,
            "GITSYNC_ROOT": root, "GIT_SYNC_DEST": "repo", "GITSYNC_LINK": "repo", "GIT_SYNC_ADD_USER": "true",
            "GITSYNC_ADD_USER": "true", "GITSYNC_PERIOD": "5s", "GIT_SYNC_MAX_SYNC_FAILURES": "0",
            "GITSYNC_MAX_FAILURES": "0", "GIT_SYNC_ONE_TIME": "true", "GITSYNC_ONE_TIME": "true",
        ].merging(more) { $1 }
    }

    @Test("are what the Airflow chart sets for git-sync: with the image alone replaced it works as it is")
    func airflowChart() async throws {
        let commit = try repository.commit(["a": "one"])
        try run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder.file("key"))
        try folder.write("git.example.com ssh-ed25519 AAAA\n", to: "known_hosts")
        let (key, hosts) = (folder.file("key"), folder.file("known_hosts"))
        let logins = [
            [
                "GIT_SYNC_USERNAME": "reader", "GITSYNC_USERNAME": "reader", "GIT_SYNC_PASSWORD": "x",
                "GITSYNC_PASSWORD": "x",
            ],
            [
                "GIT_SSH_KEY_FILE": key, "GITSYNC_SSH_KEY_FILE": key, "GIT_SYNC_SSH": "true", "GITSYNC_SSH": "true",
                "GIT_KNOWN_HOSTS": "true", "GITSYNC_SSH_KNOWN_HOSTS": "true", "GIT_SSH_KNOWN_HOSTS_FILE": hosts,
                "GITSYNC_SSH_KNOWN_HOSTS_FILE": hosts,
            ],
        ]
        for (number, login) in logins.enumerated() {
            let root = folder.file("root-\(number)")
            let daemon = try daemon(
                [], environment: Self.chart(repository: repository.path, root: root, login), log: "log-\(number)")
            #expect(await daemon.exitCode() == 0)
            #expect(try FileSystem().linkTarget("\(root)/repo").map { TreeRoot.name(of: $0) } == commit)
            let said = try daemon.output()
            #expect(!said.contains("old name") && !said.contains(#""level":"error""#), "\(said)")
            #expect(said.split(separator: "\n").count { $0.contains("ADD_USER has no effect") } == 1, "\(said)")
        }
    }

    @Test(
        "count as the Airflow chart gives them: what its user wrote, and not the chart's own values for the new names",
        arguments: [
            ["GIT_SYNC_BRANCH": "release", "GITSYNC_REF": "main"], ["GIT_SYNC_BRANCH": "", "GITSYNC_REF": "release"],
            ["GIT_SYNC_BRANCH": "release", "GITSYNC_REF": "main", "GITSYNC_PERIOD": "no", "GIT_SYNC_WAIT": "30"],
            ["GITSYNC_REF": "release", "GIT_SYNC_BRANCH": "release", "GIT_SYNC_WAIT": "0"],
        ])
    func chartValues(environment: [String: String]) async throws {
        let commit = try repository.commit(["a": "one"], branch: "release")
        try repository.commit(["a": "two"])
        let chart = Self.chart(repository: repository.path, root: folder.file("root"), environment)
        #expect(await (try daemon([], environment: chart)).exitCode() == 0)
        #expect(try visible("repo") == commit)
    }

    @Test("that the chart sets to 0 leave the failures that are allowed to the new one")
    func noFailures() async throws {
        let environment = Self.chart(
            repository: repository.path, root: folder.file("root"),
            ["GITSYNC_MAX_FAILURES": "3", "GITSYNC_PERIOD": "20ms", "GIT_SYNC_ONE_TIME": "", "GITSYNC_ONE_TIME": ""])
        let daemon = try daemon([], environment: environment)
        #expect(await daemon.exitCode() == 1)
        #expect(try daemon.output().split(separator: "\n").count { $0.contains("sync failed") } == 3)
    }

    @Test("that choose a revision win over those that choose a branch")
    func revision() async throws {
        let commit = try repository.commit(["a": "one"])
        let daemon = try daemon([
            "--repo", repository.path, "--rev", commit, "--branch", "gone", "--root", folder.file("root"), "--link",
            "current", "--one-time", "--depth", "1",
        ])
        #expect(await daemon.exitCode() == 0)
        #expect(try visible() == commit)
    }

    @Test(
        "that choose HEAD leave it to the branch, as flags, as variables and mixed",
        arguments: [
            (["--branch=develop", "--rev=HEAD"], [:]), (["--rev", "HEAD", "--branch", "develop"], [:]),
            ([], ["GIT_SYNC_REV": "HEAD", "GIT_SYNC_BRANCH": "develop"]),
            (["--branch", "develop"], ["GIT_SYNC_REV": "HEAD"]), (["--rev=HEAD"], ["GIT_SYNC_BRANCH": "develop"]),
        ])
    func headRevision(arguments: [String], environment: [String: String]) async throws {
        let commit = try repository.commit(["a": "one"], branch: "develop")
        try repository.commit(["a": "two"])
        let daemon = try daemon(
            arguments + [
                "--repo", repository.path, "--root", folder.file("root"), "--link", "current", "--one-time",
            ], environment: environment)
        #expect(await daemon.exitCode() == 0)
        #expect(try visible() == commit)
    }

    @Test("may name another signal that asks for a sync")
    func signal() async throws {
        try repository.commit(["a": "one"])
        let daemon = try daemon([
            "--repo", repository.path, "--ref", "main", "--root", folder.file("root"), "--link", "current", "--period",
            "1h", "--sync-on-signal", "usr1",
        ])
        try await until("the first publish") { try visible() != nil }
        let second = try repository.commit(["a": "two"])
        daemon.send(SIGUSR1)
        try await until("the signalled publish") { try visible() == second }
        let third = try repository.commit(["a": "three"])
        daemon.send(SIGHUP)
        try await until("the other signalled publish") { try visible() == third }
        daemon.send(SIGTERM)
        #expect(await daemon.exitCode() == 0)
        let wrong = try self.daemon(["--sync-on-signal", "KILL"])
        #expect(await wrong.exitCode() == 64)
    }

    @Test("allow more failures before the first success than after it, or fewer")
    func initialFailures() async throws {
        let common = [
            "--repo", repository.path, "--ref", "main", "--root", folder.file("root"), "--link", "current", "--period",
            "20ms",
        ]
        let failing = try daemon(common + ["--init-max-failures", "2", "--max-failures=-1"])
        #expect(await failing.exitCode() == 1)
        #expect(try failing.output().split(separator: "\n").filter { $0.contains("sync failed") }.count == 2)

        try repository.commit(["a": "one"])
        let succeeding = try daemon(common + ["--init-max-failures", "0", "--max-failures=-1"])
        try await until("the publish") { try visible() != nil }
        try repository.git("branch", "-m", "main", "other")
        try await until("failures") {
            try succeeding.output().split(separator: "\n").filter { $0.contains("sync failed") }.count > 2
        }
        succeeding.send(SIGTERM)
        #expect(await succeeding.exitCode() == 0)
    }

    @Test("choose the ssh key and the known hosts")
    func ssh() async throws {
        let server = try GitSSHServer()
        let commit = try repository.commit(["a": "one"])
        let common = [
            "--repo", try server.url(of: repository.path), "--ref", "main", "--root", folder.file("root"), "--link",
            "current", "--one-time", "--ssh-key-file", server.userKey,
        ]
        let none = try folder.write("", to: "none")
        let unknown = try daemon(common + ["--ssh-known-hosts-file", none])
        #expect(await unknown.exitCode() == 1)
        #expect(try unknown.output().contains("authentication"))
        #expect(try await daemon(common + ["--ssh-known-hosts=false"]).exitCode() == 0)
        #expect(try visible() == commit)
        let second = try repository.commit(["a": "two"])
        #expect(try await daemon(common + ["--ssh-known-hosts-file", server.knownHosts]).exitCode() == 0)
        #expect(try visible() == second)
        // A command line of the shell, which may set variables first.
        let client = try folder.script("client", "echo \"$WHO\" > \(folder.file("asked")); exec ssh \"$@\"")
        let environment = ["GIT_SSH_COMMAND": "WHO=ada \(client)"]
        let third = try repository.commit(["a": "three"])
        let asking = try daemon(common + ["--ssh-known-hosts-file", server.knownHosts], environment: environment)
        #expect(await asking.exitCode() == 0)
        #expect(try visible() == third)
        #expect(try text(folder.file("asked")) == "ada\n")
    }

    @Test("let the group write, or nobody")
    func groupWrite() async throws {
        try repository.commit(["a": "one", "dir/b": "two"])
        let common = [
            "--repo", repository.path, "--ref", "main", "--root", folder.file("root"), "--link", "current",
            "--one-time",
        ]
        #expect(try await daemon(common).exitCode() == 0)
        #expect(try status(folder.file("root/current/a")).mode == 0o444)
        try repository.commit(["c": "three"])
        #expect(try await daemon(common + ["--group-write"]).exitCode() == 0)
        #expect(try status(folder.file("root/current/a")).mode == 0o664)
        #expect(try status(folder.file("root/current/dir")).mode & 0o020 != 0)
    }

    @Test("touch a file after every publish, and once by each process that finds its commit published")
    func touchFile() async throws {
        try repository.commit(["a": "one"])
        let file = folder.file("elsewhere/touched")
        for _ in 0..<2 {
            try FileSystem().removeTree(folder.file("elsewhere"))
            let daemon = try daemon([
                "--repo", repository.path, "--ref", "main", "--root", folder.file("root"), "--link", "current",
                "--one-time", "--touch-file", file,
            ])
            #expect(await daemon.exitCode() == 0)
            #expect(try FileSystem().status(file) != nil)
        }
    }

    @Test("may name an annotated tag by its id, whose commit is published once")
    func tagByID() async throws {
        let commit = try repository.commit(["a": "one"])
        let tagger = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com"]
        try run(
            "git",
            arguments: ["-C", repository.path] + tagger + ["tag", "--annotate", "--message", "one", "v1", commit])
        let tag = try run("git", arguments: ["-C", repository.path, "rev-parse", "v1"]).filter { !$0.isWhitespace }
        #expect(tag != commit)
        let common = [
            "--repo", repository.path, "--ref", tag, "--root", folder.file("root"), "--link", "current", "--period",
            "50ms", "-v", "1",
        ]
        for start in ["the first", "another"] {
            let daemon = try daemon(common)
            try await until("\(start) process had nothing to do three times") {
                try daemon.output().split(separator: "up to date").count > 3
            }
            #expect(try visible() == commit)
            let published = try daemon.output().split(separator: "\"msg\":\"published\"").count - 1
            #expect(published == (start == "another" ? 0 : 1))
            daemon.send(SIGTERM)
            #expect(await daemon.exitCode() == 0)
        }
    }

    @Test("for help are answered")
    func help() async throws {
        for word in ["--help", "--man"] {
            let daemon = try daemon([word])
            #expect(daemon.standardOutput().contains("--repo URL"))
            #expect(await daemon.exitCode() == 0)
        }
        #expect(try daemon(["--version"]).standardOutput().hasPrefix("dag-sync "))
    }
}
