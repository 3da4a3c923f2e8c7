internal import System

/// What signs a commit, as git itself has it signed (gitformat-signature(5)).
package enum CommitSigner: Sendable, Hashable {
    /// A private key of OpenSSH's format, or the public half of one that an ssh agent has.
    case ssh(keyFile: String)
    /// A secret key as gpg names it: its id, its fingerprint or an address. The home is gpg's own where none is named.
    case openPGP(key: String, home: String? = nil)

    /// As long as a person needs for a passphrase that an agent asks for.
    private static let timeLimit = Duration.seconds(120)
    /// Bytes; a signature of the largest key has a few thousand.
    private static let largestSignature = 64 << 10

    /// The signature over `payload`, in armour; blocks the calling thread.
    func signature(over payload: [UInt8], _ context: GitContext) throws(GitError) -> String {
        var call = ProgramCall(
            program: program, arguments: arguments, directory: "/", input: payload, timeLimit: Self.timeLimit)
        call.errors = .apart
        call.outputLimit = Self.largestSignature
        let result: ProgramCall.Result
        do throws(ProcessError) { result = try call.run() } catch {
            throw context.error(.signing, "\(error)")
        }
        switch result.ending {
        case .exit(0) where result.output.hasPrefix("-----BEGIN "):
            // Each line becomes one of the commit's header, and an empty one would end up in the signature.
            return String(result.output.drop { $0.isNewline }.reversed().drop { $0.isNewline }.reversed())
        case .exit, .signal:
            let words = result.errors.split(whereSeparator: \.isNewline).joined(separator: "; ")
            throw context.error(.signing, "\(program) made no signature: \(words)")
        case .timeLimit:
            throw context.error(
                .signing,
                "\(program) has not ended within \(Self.timeLimit); a passphrase is asked for by an agent only")
        case .cancelled: throw context.error(.cancelled, "cancelled")
        }
    }

    private var program: String {
        switch self {
        case .ssh: "ssh-keygen"
        case .openPGP: "gpg"
        }
    }

    private var arguments: [String] {
        switch self {
        case .ssh(let file): ["-Y", "sign", "-n", "git", "-f", file]
        case .openPGP(let key, let home):
            (home.map { ["--homedir", $0] } ?? []) + ["--batch", "--detach-sign", "--armor", "--local-user", key]
        }
    }
}
