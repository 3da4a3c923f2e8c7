import Foundation
import Git
import GitServers
import Network
import TestSupport
import Testing

@Suite struct PublishedTreeTests {
    @Test(arguments: Transport.forPush)
    func `a folder is published, and what lies beside it stays with its modes`(transport: Transport) async throws {
        let fixture = try await Fixture()
        let head = try fixture.repository.commit(["README": "1", "dags/old.py": "old", "dags2/a": "2"])
        try fixture.repository.workGit("config", "core.fileMode", "false")
        try fixture.repository.workGit("update-index", "--chmod=+x", "README")
        let mode = try fixture.repository.commit([:])
        #expect(mode != head)
        let remote = try Remote(transport, fixture)
        let outcome = try await fixture.store.publish(
            .folder("dags", ["new.py": bytes("new"), "sub/x": bytes("x")]), onto: ObjectID(mode), as: description,
            branch: "main", to: remote.endpoint)
        let git = fixture.repository
        #expect(try git.git("rev-parse", "main") == outcome.commit.description)
        #expect(
            try git.git("ls-tree", "-r", "--name-only", "main") == "README\ndags/new.py\ndags/sub/x\ndags2/a")
        #expect(try git.git("ls-tree", "main", "README").hasPrefix("100755"))
        #expect(try git.git("fsck", "--strict").isEmpty)

        let again = try await fixture.store.publish(
            .folderOf("dags", try #require(ObjectID(mode))), onto: outcome.commit, as: description, branch: "main",
            to: remote.endpoint)
        #expect(try git.git("rev-parse", "\(again.commit)^{tree}") == git.git("rev-parse", "\(mode)^{tree}"))
    }

    @Test func `a folder goes into an empty repository, and not where a file is`() async throws {
        let fixture = try await Fixture()
        let server = try fixture.serve()
        let remote = try RemoteEndpoint(server.url(of: fixture.repository))
        let first = try await fixture.store.publish(
            .folder("a/b", ["c": bytes("1")]), onto: nil, as: description, branch: "main", to: remote)
        #expect(try fixture.repository.git("ls-tree", "-r", "--name-only", "main") == "a/b/c")
        let error = try await failure {
            try await fixture.store.publish(
                .folder("a/b/c", ["d": bytes("1")]), onto: first.commit, as: description, branch: "main", to: remote)
        }
        #expect(error.category == .invalid && error.message.contains("c is a file of the branch"))
    }

    @Test(arguments: Transport.forPush)
    func `a commit is signed by an ssh key as git signs it`(transport: Transport) async throws {
        let fixture = try await Fixture()
        let folder = try TemporaryFolder()
        let key = folder.file("key")
        try run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key)
        let signers = try folder.write("ann@example.com namespaces=\"git\" \(run("cat", "\(key).pub"))", to: "signers")
        let remote = try Remote(transport, fixture)
        var signed = description
        signed.signer = .ssh(keyFile: key)
        let outcome = try await fixture.store.publish(
            ["a": bytes("1")], onto: nil, as: signed, branch: "main", to: remote.endpoint)
        let verdict = try fixture.repository.git(
            "-c", "gpg.ssh.allowedSignersFile=\(signers)", "log", "-1", "--format=%G? %GS", "main")
        #expect(verdict == "G ann@example.com")
        #expect(try await fixture.store.signature(ofCommit: outcome.commit) != nil)
        #expect(try fixture.repository.git("fsck", "--strict").isEmpty)
    }

    @Test func `a commit is signed by an OpenPGP key as git signs it`() async throws {
        let fixture = try await Fixture()
        let home = try TemporaryFolder()
        let gpg = try home.write("#!/bin/sh\nexec gpg --homedir '\(home.path)' \"$@\"\n", to: "gpg-here")
        try run("chmod", "700", home.path)
        try run("chmod", "+x", gpg)
        try run(
            gpg, "--batch", "--quiet", "--passphrase", "", "--quick-generate-key", "Ann <ann@example.com>", "ed25519",
            "sign", "never")
        let server = try fixture.serve()
        let remote = try RemoteEndpoint(server.url(of: fixture.repository))
        var signed = description
        signed.signer = .openPGP(key: "ann@example.com", home: home.path)
        _ = try await fixture.store.publish(["a": bytes("1")], onto: nil, as: signed, branch: "main", to: remote)
        let verdict = try fixture.repository.git("-c", "gpg.program=\(gpg)", "log", "-1", "--format=%G?", "main")
        #expect(["G", "U"].contains(verdict))
    }

    @Test func `without a key nothing is pushed, and the reason is told`() async throws {
        let fixture = try await Fixture()
        let head = try fixture.repository.commit(["a": "1"])
        let server = try fixture.serve()
        let remote = try RemoteEndpoint(server.url(of: fixture.repository))
        var signed = description
        signed.signer = .ssh(keyFile: "/nowhere/key")
        let error = try await failure {
            try await fixture.store.publish(
                ["a": bytes("2")], onto: ObjectID(head), as: signed, branch: "main", to: remote)
        }
        #expect(error.category == .signing && error.message.contains("/nowhere/key"))
        #expect(try fixture.repository.git("rev-parse", "main") == head)
    }
}
