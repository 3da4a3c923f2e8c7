import GitServers
import Glibc
import System
import TestSupport
import Testing

@testable import SyncEngine

@Suite("Submodules", .serialized)
struct SubmoduleTests {
    let folder: TemporaryFolder
    let dags: ServedRepository
    let shared: ServedRepository
    let inner: ServedRepository
    /// The commits of `shared` and `inner` that are used.
    let commits: (shared: String, inner: String)

    /// `dags` has `shared` at `lib`, which has `inner` at `deep/inner`, all by relative urls.
    init() throws {
        folder = try TemporaryFolder()
        dags = try ServedRepository("team/dags.git", in: folder)
        shared = try ServedRepository("team/shared.git", in: folder)
        inner = try ServedRepository("other/inner.git", in: folder)
        // Git takes a submodule without a folder in the work tree for a removed one.
        try run("mkdir", "-p", folder.file("work-team/dags.git/lib"), folder.file("work-team/shared.git/deep/inner"))
        let inner = try inner.commit(["inner.py": "i = 1\n"])
        try shared.commit(["lib.py": "l = 1\n", ".gitmodules": Self.module("deep/inner", "../../other/inner.git")])
        try shared.workGit("update-index", "--add", "--cacheinfo", "160000,\(inner),deep/inner")
        try shared.workGit("commit", "--quiet", "--message", "Use inner")
        try shared.workGit("push", "--quiet", "origin", "HEAD:refs/heads/main")
        commits = (try shared.workGit("rev-parse", "HEAD"), inner)
        try dags.commit([
            "dag.py": "d = 1\n", "lib.txt": "sorts between", ".gitmodules": Self.module("lib", "../shared.git"),
        ])
        try use(commits.shared)
    }

    static func module(_ path: String, _ url: String) -> String {
        "# comment\n[submodule \"any name\"]\n\tpath = \(path)\n\turl = \"\(url)\" ; comment\n"
    }

    /// Makes `dags` use another commit of `shared`.
    func use(_ commit: String, at path: String = "lib") throws {
        try dags.workGit("update-index", "--add", "--cacheinfo", "160000,\(commit),\(path)")
        try dags.workGit("commit", "--quiet", "--message", "Use shared")
        try dags.workGit("push", "--quiet", "origin", "HEAD:refs/heads/main")
    }

    func once(_ url: String, _ arguments: [String] = [], root: String = "root") async throws -> Int32 {
        try await Daemon(
            [
                "--repo", url, "--ref", "main", "--root", folder.file(root), "--link", "current", "--one-time",
            ] + arguments, log: folder.file("log")
        ).exitCode()
    }

    func visible(_ path: String) throws -> String? {
        let path = folder.file("root/current/\(path)")
        return try FileSystem().status(path)?.kind == .file ? try text(path) : nil
    }

    func children(_ path: String) throws -> [String] { try FileSystem().children(folder.file("root/current/\(path)")) }

    @Test(
        "are published with their own submodules over http and ssh, and follow the commit that names them",
        arguments: ["http", "ssh"])
    func recursive(carrier: String) async throws {
        let http = try GitHTTPServer(root: folder)
        let ssh = try GitSSHServer()
        let url = carrier == "http" ? http.url(of: dags) : try ssh.url(of: dags.path)
        let keys = ["--ssh-key-file", ssh.userKey, "--ssh-known-hosts-file", ssh.knownHosts]
        #expect(try await once(url, keys) == 0)
        #expect(try visible("dag.py") == "d = 1\n")
        #expect(try visible("lib.txt") == "sorts between")
        #expect(try visible("lib/lib.py") == "l = 1\n")
        #expect(try visible("lib/deep/inner/inner.py") == "i = 1\n")
        let inode = try status(folder.file("root/current/lib/deep/inner/inner.py")).inode

        let newer = try shared.commit(["lib.py": "l = 2\n"])
        #expect(try await once(url, keys) == 0)
        #expect(try visible("lib/lib.py") == "l = 1\n")
        try use(newer)
        #expect(try await once(url, keys) == 0)
        #expect(try visible("lib/lib.py") == "l = 2\n")
        #expect(try status(folder.file("root/current/lib/deep/inner/inner.py")).inode == inode)
    }

    @Test("are published without their own, or not at all, when that is asked for")
    func shallowAndOff() async throws {
        let http = try GitHTTPServer(root: folder)
        #expect(try await once(http.url(of: dags), ["--submodules", "shallow"]) == 0)
        #expect(try visible("lib/lib.py") == "l = 1\n")
        #expect(try children("lib/deep/inner") == [])
        #expect(try await once(http.url(of: dags), ["--submodules=off"], root: "other") == 0)
        #expect(try FileSystem().children(folder.file("other/current/lib")) == [])
        #expect(try text(folder.file("other/current/dag.py")) == "d = 1\n")
    }

    @Test("are held to the rules of the gate like every other file")
    func gated() async throws {
        let http = try GitHTTPServer(root: folder)
        #expect(try await once(http.url(of: dags)) == 0)
        try shared.workGit("update-index", "--add", "--cacheinfo", "120000,\(link(to: "../../../etc/passwd")),bad")
        try shared.workGit("commit", "--quiet", "--message", "Lead out")
        try shared.workGit("push", "--quiet", "origin", "HEAD:refs/heads/main")
        try use(try shared.workGit("rev-parse", "HEAD"))
        #expect(try await once(http.url(of: dags)) == 1)
        #expect(try text(folder.file("log")).contains("lib/bad: leads out of the tree"))
        #expect(try visible("lib/lib.py") == "l = 1\n")
        #expect(try await once(http.url(of: dags), ["--max-files", "3"], root: "small") == 1)
    }

    private func link(to target: String) throws -> String {
        let file = try folder.write(target, to: "target")
        return try shared.workGit("hash-object", "-w", file)
    }

    /// What a hostile `.gitmodules` says of `lib`, and what the refusal says of it.
    static let hostile = [
        (module("lib", "ext::sh -c touch% /tmp/owned"), "whose url is not one"),
        (module("lib", "--upload-pack=touch"), "whose url is not one"),
        (module("lib", "ssh://-oProxyCommand=touch/x"), "cannot be used"),
        (module("lib", "file:///etc"), "from this machine's disk"), (module("lib", "/etc"), "from this machine's disk"),
        (module("lib", "../../../../../x"), "leads above the host"), (module("lib", "\\n"), "whose url is not one"),
        (module("elsewhere", "../shared.git"), "has no url for"), ("", "has no url for"),
    ]

    @Test(
        "with an address that must not be followed refuse the commit, and the last good tree stays", arguments: hostile)
    func hostileAddress(declaration: String, reason: String) async throws {
        let http = try GitHTTPServer(root: folder)
        #expect(try await once(http.url(of: dags)) == 0)
        try dags.commit([".gitmodules": declaration, "dag.py": "d = 2\n"])
        #expect(try await once(http.url(of: dags)) == 1)
        let said = try text(folder.file("log"))
        #expect(said.contains("lib: is a submodule") && said.contains(reason), "\(said)")
        #expect(said.contains(#""class":"refused""#))
        #expect(try visible("dag.py") == "d = 1\n")
    }

    @Test("on a host of their own are not shown the password of the repository")
    func credentials() async throws {
        let secret = try folder.write("s3cret", to: "password")
        let closed = try ServedRepository("private/dags.git", in: folder)
        let hidden = try ServedRepository("private/hidden.git", in: folder)
        let commit = try hidden.commit(["h.py": "h = 1\n"])
        let (own, other) = (try GitHTTPServer(root: folder), try TemporaryFolder())
        func declare(_ url: String) throws {
            try run("mkdir", "-p", folder.file("work-private/dags.git/lib"))
            try closed.commit([".gitmodules": Self.module("lib", url)])
            try closed.workGit("update-index", "--add", "--cacheinfo", "160000,\(commit),lib")
            try closed.workGit("commit", "--quiet", "--allow-empty", "--message", "Use hidden")
            try closed.workGit("push", "--quiet", "origin", "HEAD:refs/heads/main")
        }
        let login = ["--username", "reader", "--password-file", secret]
        try declare("../hidden.git")
        #expect(try await once(own.url(of: closed), login) == 0)
        #expect(try visible("lib/h.py") == "h = 1\n")

        try run("cp", "-r", folder.file("private"), other.file("private"))
        let foreign = try GitHTTPServer(root: other)
        try declare(foreign.url(of: "private/hidden.git"))
        #expect(try await once(own.url(of: closed), login, root: "fresh") == 1)
        #expect(try text(folder.file("log")).contains(#""class":"authentication""#))
        let scoped = #"{"url":"http://127.0.0.1:\#(foreign.port)/","username":"reader","password-file":"\#(secret)"}"#
        #expect(try await once(own.url(of: closed), login + ["--credential", scoped], root: "fresh") == 0)
    }

    @Test(
        "have relative addresses that start from the repository's own",
        arguments: [
            ("https://h/team/dags.git", "../lib.git", "https://h/team/lib.git"),
            ("https://h/team/dags.git/", "./lib.git", "https://h/team/dags.git/lib.git"),
            ("https://h/dags.git", "../../lib.git", nil), ("ssh://git@h:22/a/b", "../../c/d/", "ssh://git@h:22/c/d"),
            ("git@h:team/dags.git", "../lib.git", "git@h:team/lib.git"),
            ("git@h:dags.git", "../lib.git", "git@h:lib.git"), ("git@h:dags.git", "../../lib.git", nil),
            ("/srv/dags.git", "../lib.git", "/srv/lib.git"),
        ])
    func relativeAddresses(base: String, written: String, resolved: String?) {
        #expect(GitModules.resolve(written, from: base) == resolved)
    }
}
