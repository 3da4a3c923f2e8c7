import Foundation
import GitServers
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

    @Test func `a push that the server declines is an error with the server's words`() async throws {
        let folder = try TemporaryFolder()
        let repository = try ServedRepository(in: folder)
        try repository.install(hook: "pre-receive", "#!/bin/sh\necho 'no deployments on Fridays' >&2\nexit 1\n")
        let server = try GitHTTPServer(root: folder)
        try await withTemporaryFolder { out in
            try await BuiltProgram.dagc.call("compile", "--out", out.path).succeed(deadline: .seconds(900))
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
            let result = try await call.run(deadline: .seconds(900))
            #expect(result.status == 0, "\(result.errors)")
            #expect(try repository.git("diff", "--name-only", good, "main").isEmpty)
            #expect(try repository.git("rev-list", "--count", "main") == "3")

            let unknown = BuiltProgram.dagc.call(
                "rollback", "--repo", repository.path, "--to", String(repeating: "a", count: 40))
            #expect(try await unknown.run(deadline: .seconds(900)).errors.contains("not in the history"))
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
            try await BuiltProgram.dagc.call("compile", "--out", out.path).succeed(deadline: .seconds(900))
            try await body(repository, out)
        }
    }

    @discardableResult
    private func push(to repository: String, _ out: URL, _ flags: String...) async throws -> Command.Result {
        let call = BuiltProgram.dagc.call("push", "--repo", repository, "--branch", "main", "--out", out.path)
        return try await Command(
            program: call.program, arguments: call.arguments + flags, environment: call.environment
        ).run(deadline: .seconds(900))
    }
}
