import CommandLine

/// Options of the commands that read or write a DAG repository.
enum RepositoryOptions {
    static let repo = Option<String>.required(
        "repo", as: "URL", environment: ["DAGC_REPO"], "the DAG repository: http(s), ssh, or a path")
    static let branch = Option("branch", as: "NAME", default: "main", "the branch that Airflow is served from")
    static let into = Option<RepositoryFolder?>.optional(
        "into", environment: ["DAGC_INTO"],
        "the folder of the branch that is dagc's own, in a repository that others use too; whatever lies beside it stays"
    )

    static let sshKeyFile = Option<[String]>.repeated(
        "ssh-key-file", as: "FILE", environment: ["DAGC_SSH_KEY_FILE"], separator: ":",
        "private key for ssh; without one, those of the agent and of ssh's own settings"
    ).inSection("Access")
    static let sshKnownHostsFile = Option<String?>.optional(
        "ssh-known-hosts-file", as: "FILE", environment: ["DAGC_SSH_KNOWN_HOSTS_FILE"],
        "known ssh host keys in place of ssh's own"
    ).inSection("Access")
    static let caFile = Option<String?>.optional(
        "ca-file", as: "FILE", environment: ["DAGC_CA_FILE", "GIT_SSL_CAINFO", "SSL_CERT_FILE"],
        "PEM file of the authorities to trust in place of the system's"
    ).inSection("Access")

    /// What says how a repository is reached.
    static let access: [any CommandOption] = [sshKeyFile, sshKnownHostsFile, caFile]

    static let sign = Option<SigningKey?>.optional(
        "sign", environment: ["DAGC_SIGN"],
        "sign the commit: with ssh:FILE, the key of an ssh agent or a private key, or with openpgp:ID, a key of gpg; "
            + "without it, as commit.gpgSign and user.signingKey of git's settings say"
    ).inSection("Signing")
    static let unsigned = Option.flag("unsigned", "do not sign, whatever git's settings say").inSection("Signing")

    static let signing: [any CommandOption] = [sign, unsigned]

    /// How commands that need access explain it.
    static let accessHelp = """
        Credentials for http(s) are looked for in this order: DAGC_GIT_USERNAME with DAGC_GIT_PASSWORD or a file that \
        DAGC_GIT_PASSWORD_FILE names, which may be a token; $NETRC or ~/.netrc; git's credential helpers. A password in \
        the URL is refused. For ssh the agent, ssh's own settings and GIT_SSH_COMMAND hold.
        """
}

/// A folder of a branch, from its root.
struct RepositoryFolder: ArgumentValue, Hashable {
    static let placeholder = "FOLDER"

    let argument: String

    init(argument: String) throws(InvalidArgument) {
        let text = argument.hasSuffix("/") ? String(argument.dropLast()) : argument
        let names = text.split(separator: "/", omittingEmptySubsequences: false)
        let isPath = names.allSatisfy { name in
            !["", ".", ".."].contains(String(name)) && name.lowercased() != ".git"
                && name.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F && $0 != "\\" }
        }
        guard isPath else { throw InvalidArgument("expected a folder below the root, such as platform/dags") }
        self.argument = text
    }

    /// A path of the branch as one below this folder; nil when it lies elsewhere.
    func relative(_ path: String) -> String? {
        path.hasPrefix(argument + "/") ? String(path.dropFirst(argument.count + 1)) : nil
    }
}
