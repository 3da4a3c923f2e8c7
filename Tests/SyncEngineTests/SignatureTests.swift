import GitServers
import TestSupport
import Testing

@testable import SyncEngine

@Suite("Signatures", .serialized)
struct SignatureTests {
    let sync: Sync
    let folder: TemporaryFolder

    init() throws {
        sync = try Sync()
        folder = try TemporaryFolder()
    }

    /// A new ssh key, and the line that allows it.
    func sshKey(_ name: String) throws -> (file: String, allowed: String) {
        try GitRemote.run("/", "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder.file(name))
        return (folder.file(name), "\(name)@example.com namespaces=\"git\" \(try text(folder.file("\(name).pub")))")
    }

    /// Commits with git's own signing.
    @discardableResult
    func commit(_ content: String, _ settings: [String]) throws -> String {
        let words = settings.flatMap { ["-c", $0] }.joined(separator: " ")
        let work = "\(sync.directory.path)/work"
        try GitRemote.run(
            work, "sh", "-c",
            """
            printf '%s' '\(content)' > a && git add a && GNUPGHOME=\(folder.file("gnupg")) git \(words) \
            -c user.name=Ada -c user.email=ada@example.com commit -q -m '\(content)' && git push -q -f origin HEAD:main
            """)
        return try GitRemote.git(work, "rev-parse", "HEAD")
    }

    func ssh(_ key: String) -> [String] {
        ["gpg.format=ssh", "user.signingkey=\(key)", "commit.gpgsign=true"]
    }

    func once(_ check: SignatureCheck, ref: String = "main") async -> CycleReport {
        await sync.once {
            $0.signatures = check
            $0.ref = ref
        }
    }

    @Test("by an allowed ssh key let a commit through; others, none and a broken one do not")
    func sshSignatures() async throws {
        let (ann, bob) = (try sshKey("ann"), try sshKey("bob"))
        let signers = try folder.write(ann.allowed, to: "signers")
        let check = SignatureCheck(subject: .commit, allowedSigners: signers, keyring: nil)
        let good = try commit("one", ssh(ann.file))
        #expect(await once(check).error == nil)

        try commit("two", [])
        let unsigned = await once(check)
        #expect(unsigned.error?.refusals.map(\.rule) == [.signature])
        #expect(unsigned.error?.message.contains("is not signed") == true)
        try commit("three", ssh(bob.file))
        #expect(await once(check).error?.message.contains("does not have") == true)
        // The signature of one commit on another one.
        let signed = try commit("four", ssh(ann.file))
        let work = "\(sync.directory.path)/work"
        try GitRemote.run(
            work, "sh", "-c",
            """
            id=$(git cat-file commit \(signed) | sed 's/^four$/five/' | git hash-object -t commit -w --stdin) && \
            git push -q -f origin $id:refs/heads/main
            """)
        #expect(await once(check).error?.message.contains("not valid") == true)
        #expect(try sync.visibleCommit() == good)
        #expect(try sync.leftovers() == [])

        try folder.write(ann.allowed + bob.allowed, to: "signers")
        try commit("six", ssh(bob.file))
        #expect(await once(check).error == nil)
    }

    @Test("by an OpenPGP key of the keyring let a commit through, and by no other")
    func openPGPSignatures() async throws {
        let home = folder.file("gnupg")
        try GitRemote.run("/", "mkdir", "-m", "700", home)
        for name in ["ann", "bob"] {
            try GitRemote.run(
                "/", "gpg", "--homedir", home, "--batch", "--quiet", "--passphrase", "", "--quick-generate-key",
                "\(name)@example.com", "ed25519", "sign", "never")
        }
        let keyring = folder.file("keyring.gpg")
        try GitRemote.run("/", "gpg", "--homedir", home, "--output", keyring, "--export", "ann@example.com")
        let check = SignatureCheck(subject: .any, allowedSigners: nil, keyring: keyring)
        let good = try commit("one", ["user.signingkey=ann@example.com", "commit.gpgsign=true"])
        #expect(await once(check).error == nil)
        try commit("two", ["user.signingkey=bob@example.com", "commit.gpgsign=true"])
        #expect(await once(check).error?.message.contains("--gpg-keyring-file does not have") == true)
        #expect(try sync.visibleCommit() == good)
        try GitRemote.run("/", "gpgconf", "--homedir", home, "--kill", "all")
    }

    @Test("of a tag count where tags are asked for")
    func tags() async throws {
        let ann = try sshKey("ann")
        let signers = try folder.write(ann.allowed, to: "signers")
        let check = SignatureCheck(subject: .tag, allowedSigners: signers, keyring: nil)
        let commit = try commit("one", [])
        let work = "\(sync.directory.path)/work"
        func tag(_ name: String, _ words: String) throws {
            let settings =
                "-c gpg.format=ssh -c user.signingkey=\(ann.file) -c user.name=Ada -c user.email=a@example.com"
            try GitRemote.run(work, "sh", "-c", "git \(settings) tag \(words) \(name) && git push -q origin \(name)")
        }
        try tag("signed", "-s -m release")
        try tag("annotated", "-a -m release")
        try tag("plain", "")
        #expect(await once(check, ref: "plain").error?.message.contains("no annotated tag") == true)
        #expect(await once(check, ref: "annotated").error?.message.contains("the tag is not signed") == true)
        #expect(try sync.visibleCommit() == nil)
        #expect(await once(check, ref: "signed").error == nil)
        #expect(try sync.visibleCommit() == commit)
        let commits = SignatureCheck(subject: .commit, allowedSigners: signers, keyring: nil)
        try self.commit("two", [])
        #expect(await once(commits).error?.refusals.map(\.rule) == [.signature])
    }
}
