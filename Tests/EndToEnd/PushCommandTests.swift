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

    @Test func `a plan names its repository without credentials`() async throws {
        let folder = try TemporaryFolder()
        let repository = try ServedRepository(in: folder)
        let server = try GitHTTPServer(root: folder)
        let url = server.url(of: repository).replacing("http://", with: "http://reader:hunter2@")
        try await withTemporaryFolder { out in
            let file = out.appending(path: "plan.json")
            let planned = try await plan(of: url, to: file)
            #expect(planned.status == 2, "\(planned.errors)")
            let text = try String(contentsOf: file, encoding: .utf8)
            #expect(!text.contains("hunter2") && text.contains("http://"))
        }
        server.stop()
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

    private func plan(of repository: String, to file: URL) async throws -> Command.Result {
        try await BuiltProgram.dagc.call("plan", "--against", repository, "--out", file.path).run(
            deadline: .seconds(120))
    }

    private func push(plan file: URL, _ flags: String...) async throws -> Command.Result {
        let call = BuiltProgram.dagc.call("push", "--plan", file.path)
        return try await Command(
            program: call.program, arguments: call.arguments + flags, environment: call.environment
        ).run(deadline: .seconds(120))
    }

    @discardableResult
    private func push(to repository: String, _ out: URL, _ flags: String...) async throws -> Command.Result {
        let call = BuiltProgram.dagc.call("push", "--repo", repository, "--branch", "main", "--out", out.path)
        return try await Command(
            program: call.program, arguments: call.arguments + flags, environment: call.environment
        ).run()
    }
}
