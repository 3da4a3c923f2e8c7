internal import Git
import System

/// Whether a commit, or the tag that leads to it, was signed by somebody who may.
package struct SignatureCheck: Sendable {
    /// What has to be signed.
    package enum Subject: String, Sendable, CaseIterable {
        case commit, tag
        /// One of the two is enough.
        case any
    }

    let subject: Subject
    /// For ssh signatures: who may sign with which key, as ssh-keygen(1) describes under ALLOWED SIGNERS.
    let allowedSigners: String?
    /// For OpenPGP signatures: the keys that may sign, as `gpg --export` writes them.
    let keyring: String?

    private static let timeLimit = Duration.seconds(20)

    package init(subject: Subject, allowedSigners: String?, keyring: String?) {
        self.subject = subject
        self.allowedSigners = allowedSigners
        self.keyring = keyring
    }

    /// - Parameter workspace: a folder name that is free; files for the programs are kept there meanwhile.
    nonisolated(nonsending)
        func refusals(
            of verified: Verified, in store: GitStore, workspace: String, files: FileSystem
        ) async throws -> [Refusal]
    {
        var reasons: [String] = []
        if subject != .tag {
            let signature = try await store.signature(ofCommit: verified.information.id)
            guard let reason = try problem(with: signature, verified, workspace, files) else { return [] }
            reasons.append("the commit \(reason)")
        }
        if subject != .commit {
            guard let tag = verified.tag else {
                return [
                    Refusal(.signature, nil, (reasons + ["the ref is no annotated tag"]).joined(separator: ", and "))
                ]
            }
            let signature = try await store.signature(ofTag: tag)
            guard let reason = try problem(with: signature, verified, workspace, files) else { return [] }
            reasons.append("the tag \(reason)")
        }
        return [Refusal(.signature, nil, reasons.joined(separator: ", and "))]
    }

    /// What is wrong with a signature; nil when it is good.
    private func problem(
        with signature: ObjectSignature?, _ verified: Verified, _ workspace: String, _ files: FileSystem
    ) throws -> String? {
        guard let signature else { return "is not signed" }
        try files.makeDirectory(workspace, mode: 0o700)
        defer { do { try files.removeTree(workspace) } catch {} }
        let armour = "\(workspace)/signature"
        try files.write(signature.armour, to: armour, mode: 0o600)
        if signature.armour.starts(with: "-----BEGIN SSH SIGNATURE-----".utf8) {
            guard let allowedSigners else { return "is signed with an ssh key, and there is no --allowed-signers-file" }
            return try sshProblem(signature, armour, verified, allowedSigners)
        }
        guard let keyring else { return "is signed with OpenPGP, and there is no --gpg-keyring-file" }
        return try openPGPProblem(signature, armour, keyring, workspace)
    }

    private func sshProblem(
        _ signature: ObjectSignature, _ armour: String, _ verified: Verified, _ allowedSigners: String
    ) throws -> String? {
        // As git does: a key counts if it was good when the commit was made.
        let made = Timestamp(seconds: verified.information.committer.time).rfc3339
        let time = "-Overify-time=\(made.filter(\.isNumber).prefix(14))Z"
        let found = try run(
            "ssh-keygen", ["-Y", "find-principals", "-s", armour, "-f", allowedSigners, time], input: [])
        let principals = found.output.split(whereSeparator: \.isNewline).map(String.init)
        guard found.ending == .exit(0), !principals.isEmpty else {
            return "is signed with an ssh key that --allowed-signers-file does not have"
        }
        for principal in principals {
            let verdict = try run(
                "ssh-keygen",
                ["-Y", "verify", "-n", "git", "-s", armour, "-f", allowedSigners, "-I", principal, time],
                input: signature.payload)
            if verdict.ending == .exit(0) { return nil }
        }
        return "has an ssh signature that is not valid"
    }

    private func openPGPProblem(
        _ signature: ObjectSignature, _ armour: String, _ keyring: String, _ workspace: String
    ) throws -> String? {
        let verdict = try run(
            "gpgv", ["--homedir", workspace, "--keyring", keyring, "--status-fd", "1", armour, "-"],
            input: signature.payload)
        let words = verdict.output.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("[GNUPG:] ") }
            .compactMap { $0.split(separator: " ").dropFirst().first }
        if verdict.ending == .exit(0), words.contains("GOODSIG"), words.contains("VALIDSIG") { return nil }
        if words.contains("NO_PUBKEY") { return "is signed with an OpenPGP key that --gpg-keyring-file does not have" }
        if words.contains("EXPKEYSIG") || words.contains("REVKEYSIG") {
            return "is signed with an OpenPGP key that has expired or was revoked"
        }
        return "has an OpenPGP signature that is not valid"
    }

    private func run(_ program: String, _ arguments: [String], input: [UInt8]) throws -> ProgramCall.Result {
        let process = ProgramCall(
            program: program, arguments: arguments, environment: ["LC_ALL": "C", "TZ": "UTC"], directory: "/",
            input: input, timeLimit: Self.timeLimit)
        return try runGate(process, called: program)
    }
}
