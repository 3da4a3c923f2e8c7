import CommandLine
import SyncEngine

extension SyncOptions {
    static let maxFileSize = Option(
        "max-file-size", default: ByteCount(bytes: 1 << 30), environment: ["DAG_SYNC_MAX_FILE_SIZE"],
        "A commit with a larger file is refused."
    ).inSection("Gate")
    static let maxTotalSize = Option(
        "max-total-size", default: ByteCount(bytes: 10 << 30), environment: ["DAG_SYNC_MAX_TOTAL_SIZE"],
        "A commit with more bytes in all is refused."
    ).inSection("Gate")
    static let maxFiles = Option(
        "max-files", default: 1_000_000, environment: ["DAG_SYNC_MAX_FILES"], "A commit with more files is refused."
    ).inSection("Gate")
    static let allowRewrite = Option.flag(
        "allow-rewrite", default: true, environment: ["DAG_SYNC_ALLOW_REWRITE"],
        "Publish commits that do not follow the published one, as after a forced push. With =false they are refused, and "
            + "all history is fetched, since only that tells."
    ).inSection("Gate")
    static let verifySignatures = Option<SignatureCheck.Subject?>.optional(
        "verify-signatures", environment: ["DAG_SYNC_VERIFY_SIGNATURES"],
        "Refuse a commit unless it, the annotated tag that --ref names, or any of the two is signed by an allowed key."
    ).inSection("Gate")
    static let allowedSignersFile = Option<String?>.optional(
        "allowed-signers-file", as: "FILE", environment: ["DAG_SYNC_ALLOWED_SIGNERS_FILE"],
        "Who may sign with which ssh key; see ALLOWED SIGNERS in ssh-keygen(1)."
    ).inSection("Gate")
    static let gpgKeyringFile = Option<String?>.optional(
        "gpg-keyring-file", as: "FILE", environment: ["DAG_SYNC_GPG_KEYRING_FILE"],
        "OpenPGP keys that may sign, as gpg --export writes them."
    ).inSection("Gate")
    static let checkPythonSyntax = Option.flag(
        "check-python-syntax", environment: ["DAG_SYNC_CHECK_PYTHON_SYNTAX"],
        "Refuse a commit whose changed .py files do not compile."
    ).inSection("Gate")
    static let holdBrokenFiles = Option.flag(
        "hold-broken-files", environment: ["DAG_SYNC_HOLD_BROKEN_FILES"],
        "Hold a changed .py file that does not compile at its last good version, and publish the rest of the commit."
    ).inSection("Gate")
    static let python = Option(
        "python", as: "PROGRAM", default: "python3", environment: ["DAG_SYNC_PYTHON"],
        "Interpreter for --check-python-syntax and --hold-broken-files."
    ).inSection("Gate")
    static let gateCommand = Option<String?>.optional(
        "gate-command", as: "PROGRAM", environment: ["DAG_SYNC_GATE_COMMAND"],
        "Run in the tree before it is published, with the changed paths on standard input; any exit code but 0 refuses "
            + "the commit."
    ).inSection("Gate")
    static let gateTimeout = Option(
        "gate-timeout", default: Duration.seconds(30), environment: ["DAG_SYNC_GATE_TIMEOUT"],
        "Longest time for --gate-command."
    ).inSection("Gate")

    static let prePublishCommand = Option<String?>.optional(
        "pre-publish-exechook-command", as: "PROGRAM", environment: gitSync("PRE_PUBLISH_EXECHOOK_COMMAND"),
        "As --gate-command, under the name that git-sync has for it. Where git-sync publishes whatever it says, here the "
            + "commit waits for it."
    ).inSection("Gate")
    static let prePublishTimeout = Option(
        "pre-publish-exechook-timeout", default: Duration.seconds(30),
        environment: gitSync("PRE_PUBLISH_EXECHOOK_TIMEOUT"), "Longest time for --pre-publish-exechook-command."
    ).inSection("Gate")

    static let gateOptions: [any CommandOption] = [
        maxFileSize, maxTotalSize, maxFiles, allowRewrite, verifySignatures, allowedSignersFile, gpgKeyringFile,
        checkPythonSyntax,
        holdBrokenFiles, python, gateCommand, gateTimeout, prePublishCommand, prePublishTimeout,
    ]
}

extension SignatureCheck.Subject: ArgumentValue {}
