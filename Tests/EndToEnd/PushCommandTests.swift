import Foundation
import GitServers
import TestSupport
import Testing

@Suite struct PushCommandTests {
    @Test func `a push makes one commit of exactly the generated tree, and a second one none`() async throws {
        try await withRepository { repository, out in
            let first = try await push(to: repository.path, out)
            #expect(first.status == 0, "\(first.errors)")
            let pushed = try repository.git("ls-tree", "-r", "--name-only", "main").split(separator: "\n").map(
                String.init)
            let compiled = try FileManager.default.subpathsOfDirectory(atPath: out.path).filter { name in
                try FileManager.default.attributesOfItem(atPath: out.appending(path: name).path)[.type]
                    as? FileAttributeType
                    == .typeRegular
            }
            #expect(pushed.sorted() == compiled.sorted())

            let second = try await push(to: repository.path, out)
            #expect(second.status == 0 && second.output.contains("up to date"))
            #expect(try repository.git("rev-list", "--count", "main") == "1")
        }
    }

    @Test func `a push refuses to overwrite what somebody else changed or added`() async throws {
        try await withRepository { repository, out in
            try await push(to: repository.path, out)
            try repository.workGit("pull", "--quiet", "origin", "main")
            try repository.commit(["airflow/dags/realtime_monitoring.py": "print('mine')\n"])
            let edited = try await push(to: repository.path, out)
            #expect(
                edited.status == 1 && edited.errors.contains("changes by hand in airflow/dags/realtime_monitoring.py"))

            #expect(try await push(to: repository.path, out, "--replace").status == 0)
            try repository.workGit("pull", "--quiet", "origin", "main")
            try repository.commit(["notes.txt": "mine\n"])
            let foreign = try await push(to: repository.path, out)
            #expect(foreign.status == 1 && foreign.errors.contains("did not write: notes.txt"), "\(foreign.errors)")
            let planned = try await plan(of: repository.path, to: out.appending(path: "plan.json"))
            #expect(planned.status == 2 && planned.errors.contains("`dagc push` would refuse"), "\(planned.errors)")
        }
    }

    @Test func `a push that was planned on another commit is refused`() async throws {
        try await withRepository { repository, out in
            try await push(to: repository.path, out)
            let stale = String(repeating: "0", count: 40)
            let refused = try await push(to: repository.path, out, "--base", stale)
            #expect(refused.status == 1 && refused.errors.contains("not at \(stale)"))
        }
    }

    @Test func `a plan that was kept is pushed once, and only as long as the branch stays where it was`() async throws {
        try await withRepository { repository, out in
            let file = out.appending(path: "plan.json")
            let planned = try await plan(of: repository.path, to: file)
            #expect(planned.status == 2, "\(planned.errors)")
            let pushed = try await push(plan: file)
            #expect(pushed.status == 0, "\(pushed.errors)")
            #expect(try repository.git("rev-list", "--count", "main") == "1")

            let again = try await push(plan: file)
            #expect(again.status == 1 && again.errors.contains("not at none; run `dagc plan` again"), "\(again.errors)")
            #expect(try await plan(of: repository.path, to: file).status == 0)
            #expect(try await push(plan: file).output.contains("up to date"))
        }
    }

    @Test func `a plan of other sources, for another place, or said twice is refused`() async throws {
        try await withRepository { repository, out in
            let file = out.appending(path: "plan.json")
            #expect(try await plan(of: repository.path, to: file).status == 2)
            let elsewhere = try await push(plan: file, "--repo", out.path + "/other.git")
            #expect(elsewhere.status == 1 && elsewhere.errors.contains("the plan is for"), "\(elsewhere.errors)")
            let twice = try await push(plan: file, "--airflow", "2.11")
            #expect(twice.status == 64 && twice.errors.contains("--airflow cannot stand beside --plan"))

            // As if a pipeline had been changed since.
            let text = try String(contentsOf: file, encoding: .utf8)
            let digest = try #require(text.firstMatch(of: /"airflow\/dags\/lake_backup.py": "([0-9a-f]+)"/)?.1)
            try text.replacing(digest, with: String(repeating: "0", count: 64))
                .write(to: file, atomically: true, encoding: .utf8)
            let changed = try await push(plan: file)
            #expect(changed.status == 1)
            #expect(changed.errors.contains("something else than was planned: airflow/dags/lake_backup.py;"))
            #expect(try repository.git("for-each-ref").isEmpty)
        }
    }

    @Test func `a login of a netrc file or of git's helper lets in, and a plan names neither`() async throws {
        let folder = try TemporaryFolder()
        let repository = try ServedRepository("private/dags.git", in: folder)
        let server = try GitHTTPServer(root: folder)
        let url = server.url(of: repository)
        try await withTemporaryFolder { out in
            let file = out.appending(path: "plan.json")
            let none = ["HOME": folder.path, "GIT_CONFIG_GLOBAL": "/dev/null"]
            let refused = try await plan(of: url, to: file, none)
            #expect(refused.status == 1 && refused.errors.contains("authentication"), "\(refused.errors)")
            let inAddress = try await plan(of: url.replacing("http://", with: "http://reader:s3cret@"), to: file, none)
            #expect(inAddress.status == 1 && inAddress.errors.contains("there is a password in the address"))
            #expect(!inAddress.errors.contains("s3cret"))

            let netrc = try folder.write("machine 127.0.0.1 login reader password s3cret\n", to: "netrc")
            let planned = try await plan(of: url, to: file, none.merging(["NETRC": netrc]) { $1 })
            #expect(planned.status == 2, "\(planned.errors)")
            let store = try folder.write(url.replacing("http://", with: "http://reader:s3cret@") + "\n", to: "store")
            let settings = try folder.write("[credential]\n\thelper = store --file=\(store)\n", to: "settings")
            let helped = try await plan(of: url, to: file, ["HOME": folder.path, "GIT_CONFIG_GLOBAL": settings])
            #expect(helped.status == 2, "\(helped.errors)")
            let text = try String(contentsOf: file, encoding: .utf8)
            #expect(!text.contains("s3cret") && text.contains("http://"))
        }
        server.stop()
    }

    @Test func `a push into a folder leaves the rest, and a rollback of it too`() async throws {
        try await withRepository { repository, out in
            try repository.commit(["README": "ours", "teams/a/dag.py": "a"])
            let first = try await push(to: repository.path, out, "--into", "platform/dags")
            #expect(first.status == 0, "\(first.errors)")
            let pushed = try repository.git("rev-parse", "main")
            #expect(try repository.git("show", "main:README") == "ours")
            #expect(try repository.git("show", "main:platform/dags/manifest.json").contains("sha256"))
            try repository.workGit("pull", "--quiet", "origin", "main")
            try repository.commit(["teams/a/dag.py": "b", "platform/dags/airflow/dags/lake_backup.py": "broken"])

            let back = BuiltProgram.dagc.call(
                "rollback", "--repo", repository.path, "--to", pushed, "--into", "platform/dags")
            #expect(try await back.run().status == 0)
            #expect(try repository.git("show", "main:teams/a/dag.py") == "b")
            #expect(try repository.git("diff", "--name-only", pushed, "main") == "teams/a/dag.py")
        }
    }

    @Test func `a push that somebody else overtakes goes on where its plan still holds, and only there`() async throws {
        try await withRepository { repository, out in
            try await push(to: repository.path, out, "--into", "dags")
            // The server moves the branch once, after this push has read it: what another push in between does.
            let served = try TemporaryFolder()
            try run("cp", "-r", repository.path, served.file("dags.git"))
            try run("git", "-C", served.file("dags.git"), "config", "http.receivepack", "true")
            let copy = try ServedCopy(served.file("dags.git"))
            try copy.overtakeOnce(changing: "beside.txt")
            let server = try GitHTTPServer(root: served)
            try copy.empty("dags/airflow/dags/lake_backup.py")
            let result = try await push(to: server.url(of: "dags.git"), out, "--into", "dags", "--replace")
            #expect(result.status == 0, "\(result.errors)")
            #expect(try copy.git("show", "main:beside.txt") == "theirs")
            #expect(try copy.git("rev-list", "--count", "main") == "4")

            try copy.overtakeOnce(changing: "dags/airflow/dags/lake_backup.py")
            try copy.empty("dags/airflow/dags/realtime_monitoring.py")
            let refused = try await push(to: server.url(of: "dags.git"), out, "--into", "dags", "--replace")
            #expect(refused.status == 1 && refused.errors.contains("non-fast-forward"), "\(refused.errors)")
            server.stop()
        }
    }

    @Test func `sources that lack what was pushed before do not take it away unless told to`() async throws {
        try await withRepository { repository, out in
            let sources = try TemporaryFolder()
            try run("git", "init", "--quiet", sources.path)
            func commit(_ message: String) throws -> String {
                try run("git", "-C", sources.path, "commit", "--quiet", "--allow-empty", "--message", message)
                return try run("git", "-C", sources.path, "rev-parse", "HEAD")
            }
            let old = try commit("one")
            let new = try commit("two")
            let folder = URL(filePath: sources.path)
            let call = BuiltProgram.dagc.call("push", "--repo", repository.path, "--out", out.path)
            #expect(try await call.run(in: folder).status == 0)
            #expect(try repository.git("log", "-1", "--format=%B", "main").contains("Dagc-Source: \(new)\n"))
            let status = BuiltProgram.dagc.call("status", "--repo", repository.path)
            #expect(try await status.run(in: folder).output.contains("\(new), which is what is checked out here"))

            try run("git", "-C", sources.path, "reset", "--quiet", "--hard", old)
            try run("git", "-C", sources.path, "checkout", "--quiet", "-b", "other")
            let other = try commit("three")
            let refused = try await call.run(in: folder)
            #expect(refused.status == 1, "\(refused.account)")
            #expect(refused.errors.contains("\(new) of the sources, which is not in the history of \(other)"))
            #expect(try await call.run("--older", in: folder).status == 0)
        }
    }

    @Test func `a misspelt branch is not made beside others`() async throws {
        try await withRepository { repository, out in
            try await push(to: repository.path, out)
            let result = try await push(to: repository.path, out, "--branch", "mian")
            #expect(result.status == 1 && result.errors.contains("did you mean `main`?"), "\(result.errors)")
            #expect(try repository.git("for-each-ref", "--format=%(refname)") == "refs/heads/main")
            #expect(try await push(to: repository.path, out, "--branch", "test", "--new-branch").status == 0)
        }
    }

    @Test func `a rollback shows first what it would do, and brings no tree back that was changed by hand`()
        async throws
    {
        try await withRepository { repository, out in
            try await push(to: repository.path, out)
            let good = try repository.git("rev-parse", "main")
            try repository.workGit("pull", "--quiet", "origin", "main")
            let broken = try repository.commit(["airflow/dags/realtime_monitoring.py": "broken\n"])
            let preview = BuiltProgram.dagc.call("rollback", "--repo", repository.path, "--to", good, "--preview")
            let shown = try await preview.run()
            #expect(shown.status == 2 && shown.output.contains("~ airflow/dags/realtime_monitoring.py"), "\(shown)")
            #expect(try repository.git("rev-parse", "main") == broken)

            try repository.commit(["airflow/dags/realtime_monitoring.py": "worse\n"])
            let byHand = BuiltProgram.dagc.call("rollback", "--repo", repository.path, "--to", broken)
            let refused = try await byHand.run()
            #expect(refused.status == 1 && refused.errors.contains("changes by hand in airflow/dags/realtime"))
        }
    }

    @Test func `a push that the server declines is an error with the server's words`() async throws {
        let folder = try TemporaryFolder()
        let repository = try ServedRepository(in: folder)
        try repository.install(hook: "pre-receive", "#!/bin/sh\necho 'no deployments on Fridays' >&2\nexit 1\n")
        let server = try GitHTTPServer(root: folder)
        try await withTemporaryFolder { out in
            try await BuiltProgram.dagc.call("compile", "--out", out.path).succeed()
            let result = try await push(to: server.url(of: repository), out)
            #expect(result.status == 1 && result.errors.contains("no deployments on Fridays"), "\(result.errors)")
        }
        server.stop()
    }

    @Test func `a rollback makes the tree of an earlier commit the newest one`() async throws {
        try await withRepository { repository, out in
            try await push(to: repository.path, out)
            let good = try repository.git("rev-parse", "main")
            try repository.workGit("pull", "--quiet", "origin", "main")
            try repository.commit(["airflow/dags/realtime_monitoring.py": "broken\n"])
            let call = BuiltProgram.dagc.call("rollback", "--repo", repository.path, "--to", good)
            let result = try await call.run()
            #expect(result.status == 0, "\(result.errors)")
            #expect(try repository.git("diff", "--name-only", good, "main").isEmpty)
            #expect(try repository.git("rev-list", "--count", "main") == "3")

            let unknown = BuiltProgram.dagc.call(
                "rollback", "--repo", repository.path, "--to", String(repeating: "a", count: 40))
            #expect(try await unknown.run().errors.contains("not in the history"))
        }
    }

    @Test func `files that are not up to date are not pushed`() async throws {
        try await withRepository { repository, out in
            let result = try await push(to: repository.path, out.appending(path: "elsewhere"))
            #expect(result.status == 1 && result.errors.contains("run `dagc compile`"))
        }
    }

    private func withRepository(_ body: (ServedRepository, URL) async throws -> Void) async throws {
        let folder = try TemporaryFolder()
        let repository = try ServedRepository(in: folder)
        try await withTemporaryFolder { out in
            try await BuiltProgram.dagc.call("compile", "--out", out.path).succeed()
            try await body(repository, out)
        }
    }

    private func plan(
        of repository: String, to file: URL, _ environment: [String: String] = [:]
    ) async throws -> Command.Result {
        try await BuiltProgram.dagc.call(
            "plan", "--against", repository, "--out", file.path, environment: environment
        ).run(deadline: .seconds(120))
    }

    private func push(plan file: URL, _ flags: String...) async throws -> Command.Result {
        let call = BuiltProgram.dagc.call("push", "--plan", file.path)
        return try await Command(
            program: call.program, arguments: call.arguments + flags, environment: call.environment
        ).run(deadline: .seconds(120))
    }

    @discardableResult
    private func push(to repository: String, _ out: URL, _ flags: String...) async throws -> Command.Result {
        let call = BuiltProgram.dagc.call("push", "--repo", repository, "--out", out.path)
        return try await Command(
            program: call.program, arguments: call.arguments + flags, environment: call.environment
        ).run()
    }
}

/// A bare repository that a server shows, changed from within.
private struct ServedCopy {
    private let path: String

    init(_ path: String) throws { self.path = path }

    @discardableResult
    func git(_ arguments: String...) throws -> String {
        try run("sh", "-c", "cd \"$0\" && exec git \"$@\"", path, arguments: arguments)
    }

    /// Empties a file of the branch, so that a push has something to do.
    func empty(_ file: String) throws { try commit("", to: file) }

    private func commit(_ text: String, to file: String) throws {
        try run("sh", "-c", Self.commit, path, text, file)
    }

    /// The next push finds the branch moved when the server is about to move it.
    func overtakeOnce(changing file: String) throws {
        let hook =
            "#!/bin/sh\n[ -e overtaken ] && exit 0\ntouch overtaken\n"
            + "unset GIT_QUARANTINE_PATH GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES\n"
            + "sh \"$PWD/overtake\" \"$PWD\" theirs '\(file)'\n"
        try run("sh", "-c", "rm -f \"$0/overtaken\"; printf %s \"$1\" > \"$0/overtake\"", path, Self.commit)
        try run(
            "sh", "-c", "printf %s \"$1\" > \"$0/hooks/pre-receive\" && chmod +x \"$0/hooks/pre-receive\"", path, hook)
    }

    /// `script REPOSITORY TEXT FILE`, also as `sh -c … REPOSITORY TEXT FILE`.
    private static let commit = """
        case "$0" in */overtake) repo=$1 text=$2 file=$3 ;; *) repo=$0 text=$1 file=$2 ;; esac
        cd "$repo" && export GIT_DIR=. GIT_INDEX_FILE="$repo/hand.index" GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b \
            GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@b &&
        git read-tree main && blob=$(printf %s "$text" | git hash-object -w --stdin) &&
        git update-index --add --cacheinfo "100644,$blob,$file" &&
        made=$(git commit-tree "$(git write-tree)" -p main -m hand) && git update-ref refs/heads/main "$made"
        """
}
