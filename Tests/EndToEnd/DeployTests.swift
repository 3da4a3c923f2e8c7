import Foundation
import GitServers
import TestSupport
import Testing

/// What is shown, pushed, asked about and taken back over ssh, signed, up to the tree that Airflow reads.
@Suite struct DeployTests {
    private let folder: TemporaryFolder
    private let repository: ServedRepository
    private let server: GitSSHServer
    private let address: String
    /// A key that signs, and the file that allows it.
    private let key: String
    private let signers: String
    private let out: String

    init() async throws {
        folder = try TemporaryFolder()
        repository = try ServedRepository(in: folder)
        server = try GitSSHServer()
        address = try server.url(of: repository.path)
        key = folder.file("signing")
        try run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key)
        signers = try folder.write(
            "ann@example.com namespaces=\"git\" \(run("cat", "\(key).pub"))", to: "signers")
        out = folder.file("generated")
        try await BuiltProgram.dagc.call("compile", "--out", out).succeed()
    }

    @Test func `plan, push, status, rollback and status agree, and dag-sync publishes what is signed`() async throws {
        let empty = try await status()
        #expect(empty.status == 2 && empty.output.contains("nothing is deployed"), "\(empty)")

        let plan = folder.file("plan.json")
        let planned = try await dagc("plan", "--against", address, "--out", plan)
        #expect(planned.status == 2, "\(planned.errors)")
        let pushed = try await dagc("push", "--plan", plan, "--sign", "ssh:\(key)")
        #expect(pushed.status == 0, "\(pushed.errors)")
        let first = try repository.git("rev-parse", "main")
        let sidecar = try RunningSidecar(
            repository: address, root: URL(filePath: folder.file("git")),
            options: [
                "--ssh-key-file", server.userKey, "--ssh-known-hosts-file", server.knownHosts, "--verify-signatures",
                "commit", "--allowed-signers-file", signers,
            ])
        defer { sidecar.stop() }
        #expect(try await sidecar.publishes(first, within: .seconds(60)))

        let good = try await status()
        #expect(good.status == 0, "\(good)")
        for words in [first, "Ann Example <ann@example.com>", ", signed", "as the pipelines compile", "dagc 0."] {
            #expect(good.output.contains(words), "\(words): \(good.output)")
        }
        // Somebody changes a file past dagc, unsigned: it is told, and it is not published.
        try repository.workGit("pull", "--quiet", "origin", "main")
        let byHand = try repository.commit(["airflow/dags/lake_backup.py": "broken"], message: "Mend it quickly")
        let changed = try await status()
        #expect(changed.status == 2)
        #expect(changed.output.contains("changed by hand: airflow/dags/lake_backup.py"), "\(changed.output)")
        #expect(changed.output.contains("Mend it quickly") && changed.output.contains(byHand.prefix(12)))

        let back = try await dagc("rollback", "--repo", address, "--to", first, "--sign", "ssh:\(key)")
        #expect(back.status == 0, "\(back.errors)")
        let second = try repository.git("rev-parse", "main")
        #expect(try await sidecar.publishes(second, within: .seconds(60)))
        let again = try await status("--json")
        #expect(again.status == 0, "\(again)")
        let document = try #require(
            try JSONSerialization.jsonObject(with: Data(again.output.utf8)) as? [String: Any])
        #expect(document["head"] as? String == second && document["as_compiled"] as? Bool == true)
        #expect((document["push"] as? [String: Any])?["signed"] as? Bool == true)
        #expect(try repository.git("rev-list", "--count", "main") == "3")
    }

    @Test func `an ssh server that does not let in, or one that is not known, ends a push before anything is sent`()
        async throws
    {
        let strange = try await BuiltProgram.dagc.call(
            "push", "--repo", address, "--out", out, "--ssh-key-file", key, "--ssh-known-hosts-file", server.knownHosts
        ).run(deadline: .seconds(120))
        #expect(strange.status == 1 && strange.errors.contains("authentication"), "\(strange.errors)")
        let unknown = try await BuiltProgram.dagc.call(
            "push", "--repo", address, "--out", out, "--ssh-key-file", server.userKey, "--ssh-known-hosts-file",
            "/dev/null"
        ).run(deadline: .seconds(120))
        #expect(unknown.status == 1 && unknown.errors.contains("Host key verification failed"), "\(unknown.errors)")
        #expect(try repository.git("for-each-ref").isEmpty)
    }

    @Test func `the command line of GIT_SSH_COMMAND is what reaches the server`() async throws {
        let command = "ssh -i '\(server.userKey)' -o UserKnownHostsFile='\(server.knownHosts)'"
        let pushed = try await BuiltProgram.dagc.call(
            "push", "--repo", address, "--out", out, environment: ["GIT_SSH_COMMAND": command]
        ).run(deadline: .seconds(120))
        #expect(pushed.status == 0, "\(pushed.errors)")
    }

    @Test func `without the key nothing is pushed`() async throws {
        let result = try await dagc("push", "--repo", address, "--out", out, "--sign", "ssh:/nowhere/key")
        #expect(result.status == 1 && result.errors.contains("signing"), "\(result.errors)")
        #expect(try repository.git("for-each-ref").isEmpty)
    }

    private func status(_ options: String...) async throws -> Command.Result {
        try await dagc(["status", "--repo", address] + options)
    }

    private func dagc(_ arguments: String...) async throws -> Command.Result { try await dagc(arguments) }

    private func dagc(_ arguments: [String]) async throws -> Command.Result {
        let access = ["--ssh-key-file", server.userKey, "--ssh-known-hosts-file", server.knownHosts]
        let call = BuiltProgram.dagc.call(environment: [
            "GIT_AUTHOR_NAME": "Ann Example", "GIT_AUTHOR_EMAIL": "ann@example.com",
        ])
        return try await Command(
            program: call.program, arguments: arguments + access, environment: call.environment
        ).run(deadline: .seconds(120))
    }
}
