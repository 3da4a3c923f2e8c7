import CommandLine
import Git

/// The key that signs, as a person names it.
struct SigningKey: ArgumentValue {
    static let placeholder = "KEY"

    let signer: CommitSigner

    init(argument: String) throws(InvalidArgument) {
        let parts = argument.split(separator: ":", maxSplits: 1).map(String.init)
        switch parts.count == 2 ? parts[0] : "" {
        case "ssh": signer = .ssh(keyFile: parts[1])
        case "openpgp": signer = .openPGP(key: parts[1])
        default: throw InvalidArgument("expected ssh:FILE or openpgp:ID")
        }
    }

    var argument: String {
        switch signer {
        case .ssh(let file): "ssh:\(file)"
        case .openPGP(let key, _): "openpgp:\(key)"
        }
    }

    /// What signs the commits of a command: its option, or git's settings; nil when nothing does.
    ///
    /// - Throws: `SigningRefusal` when git's settings ask for a signature of a kind that is not known here.
    static func signer(_ arguments: ParsedArguments, _ git: GitProgram) async throws -> CommitSigner? {
        if try arguments.value(RepositoryOptions.unsigned) { return nil }
        if let key = try arguments.value(RepositoryOptions.sign) { return key.signer }
        guard await git.answer("config", "--type", "bool", "--get", "commit.gpgsign") == "true" else { return nil }
        let format = await git.answer("config", "--get", "gpg.format") ?? "openpgp"
        guard let key = await git.answer("config", "--type", "path", "--get", "user.signingkey") else {
            throw SigningRefusal.noKey
        }
        switch format {
        case "ssh" where !key.hasPrefix("key::") && !key.hasPrefix("ssh-"): return .ssh(keyFile: key)
        case "openpgp": return .openPGP(key: key)
        default: throw SigningRefusal.unknown(format)
        }
    }
}

/// Why nothing is signed that git's settings want signed.
enum SigningRefusal: Error, CustomStringConvertible {
    case noKey
    case unknown(String)

    var description: String {
        switch self {
        case .noKey:
            "git's settings want commits signed (commit.gpgSign) and name no user.signingKey; name a key with --sign, or "
                + "push with --unsigned"
        case .unknown(let format):
            "git's settings want commits signed by a key of `\(format)` that dagc cannot use; name the file of an ssh key "
                + "or an OpenPGP key with --sign, or push with --unsigned"
        }
    }
}
