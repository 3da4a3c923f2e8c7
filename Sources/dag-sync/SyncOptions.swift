import CommandLine
import SyncEngine

/// Every option of dag-sync. What git-sync v4 has keeps its name and its environment variable; what is new has
/// `DAG_SYNC_` in its variable.
enum SyncOptions {
    static let repo = Option<String>.required(
        "repo", as: "URL", environment: gitSync("REPO"), "The git repository to sync: http(s), ssh, scp-like or a path."
    ).secret().inSection("Source")
    static let ref = Option(
        "ref", as: "NAME", default: "HEAD", environment: gitSync("REF"),
        "Branch, tag, HEAD or full commit id to follow."
    ).inSection("Source")
    static let depth = Option(
        "depth", as: "N", default: 1, environment: gitSync("DEPTH"),
        "Commits of history to fetch and to keep, of submodules too; 0 for all. A server that knows no depth sends all."
    ).inSection("Source")
    static let sparseCheckoutFile = Option<String?>.optional(
        "sparse-checkout-file", as: "FILE", environment: gitSync("SPARSE_CHECKOUT_FILE"),
        "Publish only the paths that match the patterns of this file (git's sparse-checkout format, not cones)."
    ).inSection("Source")
    static let submodules = Option(
        "submodules", default: SubmodulePolicy.recursive, environment: gitSync("SUBMODULES"),
        "What becomes of submodules: recursive publishes their files and those of their own, shallow leaves those of "
            + "their own empty, off leaves all empty."
    ).inSection("Source")

    static let username = Option<String?>.optional(
        "username", as: "NAME", environment: gitSync("USERNAME"), "User name for http(s)."
    ).inSection("Credentials")
    static let password = Option<String?>.optional(
        "password", environment: gitSync("PASSWORD"), "Password or token for http(s)."
    ).secret().environmentOnly().inSection("Credentials")
    static let passwordFile = Option<String?>.optional(
        "password-file", as: "FILE", environment: gitSync("PASSWORD_FILE"),
        "File with the password or token; read again before every sync."
    ).inSection("Credentials")
    static let sshKeyFile = Option<[String]>.repeated(
        "ssh-key-file", as: "FILE", environment: gitSync("SSH_KEY_FILE"), separator: ":",
        "Private key for ssh. Without one, /etc/git-secret/ssh is used if it exists."
    ).inSection("Credentials")
    static let sshKnownHosts = Option.flag(
        "ssh-known-hosts", default: true, environment: gitSync("SSH_KNOWN_HOSTS"),
        "Whether unknown ssh hosts are refused."
    ).inSection("Credentials")
    static let sshKnownHostsFile = Option<String?>.optional(
        "ssh-known-hosts-file", as: "FILE", environment: gitSync("SSH_KNOWN_HOSTS_FILE"),
        "Known ssh host keys. Without one, /etc/git-secret/known_hosts is used if it exists."
    ).inSection("Credentials")
    static let root = Option<String>.required(
        "root", as: "DIR", environment: gitSync("ROOT"), "Folder for everything that dag-sync writes."
    ).inSection("Publishing")
    static let link = Option<String?>.optional(
        "link", as: "PATH", environment: gitSync("LINK"),
        "Symbolic link to the published tree, absolute or below --root. Without it, the last part of --repo."
    ).inSection("Publishing")
    static let staleWorktreeTimeout = Option(
        "stale-worktree-timeout", default: Duration.seconds(60), environment: gitSync("STALE_WORKTREE_TIMEOUT"),
        "How long a replaced tree stays for its readers."
    ).inSection("Publishing")
    static let tamperCheckInterval = Option(
        "tamper-check-interval", default: Duration.seconds(300), environment: ["DAG_SYNC_TAMPER_CHECK_INTERVAL"],
        "How often the published tree is compared with the commit, and published anew where somebody changed it; 0 for "
            + "never."
    ).inSection("Publishing")
    static let minFreeSpace = Option(
        "min-free-space", default: ByteCount(bytes: 16 << 20), environment: ["DAG_SYNC_MIN_FREE_SPACE"],
        "Bytes that stay free on the volume of --root: a fetch or a publish that would take them fails instead."
    ).inSection("Publishing")
    static let groupWrite = Option.flag(
        "group-write", environment: gitSync("GROUP_WRITE"), "Let the group write to everything."
    ).inSection("Publishing")
    static let touchFile = Option<String?>.optional(
        "touch-file", as: "FILE", environment: gitSync("TOUCH_FILE"),
        "File that is touched after every publish, and after the first sync of a process."
    ).inSection("Publishing")

    static let period = Option(
        "period", default: Duration.seconds(10), environment: gitSync("PERIOD"),
        "Time from the start of one sync to that of the next; at least 10ms."
    ).inSection("Schedule")
    static let initialPeriod = Option<Duration?>.optional(
        "init-period", environment: gitSync("INIT_PERIOD"), "The same until the first success."
    ).inSection("Schedule")
    static let oneTime = Option.flag(
        "one-time", environment: gitSync("ONE_TIME"), "Sync once and exit."
    ).inSection("Schedule")
    static let syncTimeout = Option(
        "sync-timeout", default: Duration.seconds(120), environment: gitSync("SYNC_TIMEOUT"),
        "Longest time for one sync."
    ).inSection("Schedule")
    static let maxFailures = Option<Int?>.optional(
        "max-failures", environment: gitSync("MAX_FAILURES"),
        "Failures in a row after which dag-sync exits, of which 0 and 1 are the first; -1 for never. Without it never, "
            + "and with --one-time at the first."
    ).inSection("Schedule")
    static let initialMaxFailures = Option<Int?>.optional(
        "init-max-failures", environment: gitSync("INIT_MAX_FAILURES"),
        "The same until the first success. Without it, --max-failures."
    ).inSection("Schedule")
    static let syncOnSignal = Option<SignalNumber?>.optional(
        "sync-on-signal", environment: gitSync("SYNC_ON_SIGNAL"),
        "Signal that asks for a sync, as SIGHUP always does."
    ).inSection("Schedule")
    static let syncSecretFile = Option<String?>.optional(
        "sync-secret-file", as: "FILE", environment: ["DAG_SYNC_SYNC_SECRET_FILE"],
        "Secret of POST /sync: an HMAC-SHA256 as GitHub sends it, or GitLab's token. Without it there is no POST /sync."
    ).inSection("Schedule")

    /// In the order of the help.
    static let all: [any CommandOption] =
        source + credentialOptions + publishing + gateOptions + hookOptions + airflowOptions + healthOptions
        + alertOptions

    /// What a sync needs, for a process that is asked for something else.
    static let neededToSync: [any CommandOption] = [
        Option<String?>.optional("repo", as: "URL", environment: gitSync("REPO"), "").secret(),
        Option<String?>.optional("root", as: "DIR", environment: gitSync("ROOT"), ""),
    ]

    private static let source: [any CommandOption] = [
        repo, ref, depth, sparseCheckoutFile, submodules, username, password, passwordFile, sshKeyFile,
        sshKnownHosts, sshKnownHostsFile,
    ]

    private static let publishing: [any CommandOption] = [
        root, link, staleWorktreeTimeout, tamperCheckInterval, minFreeSpace, groupWrite, touchFile, period,
        initialPeriod, oneTime,
        syncTimeout, maxFailures, initialMaxFailures, syncOnSignal, syncSecretFile,
    ]

    enum Method: String, CaseIterable, ArgumentValue { case post = "POST", get = "GET", put = "PUT" }

    /// The variable of git-sync v4 and the older spelling that it still takes.
    static func gitSync(_ name: String) -> [String] { ["GITSYNC_\(name)", "GIT_SYNC_\(name)"] }
}

extension SubmodulePolicy: ArgumentValue {}
