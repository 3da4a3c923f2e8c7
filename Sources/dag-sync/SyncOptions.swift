import CommandLine
import SyncEngine

/// Every option of dag-sync. What git-sync v4 has keeps its name and its environment variable; what is new has
/// `DAG_SYNC_` in its variable.
enum SyncOptions {
    static let repo = Option<String>.required(
        "repo", as: "URL", environment: gitSync("REPO"), "The git repository to sync: http(s), ssh, scp-like or a path."
    ).inSection("Source")
    static let ref = Option(
        "ref", as: "NAME", default: "HEAD", environment: gitSync("REF"),
        "Branch, tag, HEAD or full commit id to follow."
    ).inSection("Source")
    static let depth = Option<Int?>.optional(
        "depth", environment: gitSync("DEPTH"),
        "Commits of history to fetch; 0 for all. Has an effect with libgit2 1.7 and later only."
    ).inSection("Source")
    static let sparseCheckoutFile = Option<String?>.optional(
        "sparse-checkout-file", as: "FILE", environment: gitSync("SPARSE_CHECKOUT_FILE"),
        "Publish the paths alone that match the patterns of this file (git's sparse-checkout format, not cones)."
    ).inSection("Source")
    static let submodules = Option<Submodules?>.optional(
        "submodules", environment: gitSync("SUBMODULES"),
        "What becomes of submodules: off leaves an empty folder. Without it a commit with one is refused."
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
    static let groupWrite = Option.flag(
        "group-write", environment: gitSync("GROUP_WRITE"), "Let the group write to everything."
    ).inSection("Publishing")
    static let touchFile = Option<String?>.optional(
        "touch-file", as: "FILE", environment: gitSync("TOUCH_FILE"), "File that is touched after every publish."
    ).inSection("Publishing")

    static let period = Option(
        "period", default: Duration.seconds(10), environment: gitSync("PERIOD"), "Time between syncs; at least 10ms."
    ).inSection("Schedule")
    static let initialPeriod = Option<Duration?>.optional(
        "init-period", environment: gitSync("INIT_PERIOD"), "Time between syncs until the first success."
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
        "Failures in a row that are survived before dag-sync exits; -1 for any number. Without it any number, and with "
            + "--one-time none."
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

    static let all: [any CommandOption] = source + credentialOptions + rest

    private static let source: [any CommandOption] = [
        repo, ref, depth, sparseCheckoutFile, submodules, username, password, passwordFile, sshKeyFile, sshKnownHosts,
        sshKnownHostsFile,
    ]

    private static let rest: [any CommandOption] = [
        root, link, staleWorktreeTimeout, tamperCheckInterval, groupWrite, touchFile, period, initialPeriod, oneTime,
        syncTimeout,
        maxFailures, initialMaxFailures, syncOnSignal, syncSecretFile, maxFileSize, maxTotalSize, maxFiles,
        verifySignatures, allowedSignersFile, gpgKeyringFile,
        checkPythonSyntax, python, gateCommand,
        gateTimeout, exechookCommand, exechookTimeout, exechookBackoff, webhookURL, webhookMethod,
        webhookSuccessStatus, webhookTimeout, webhookBackoff, httpBind, httpMetrics, maxStaleness, errorFile, verbose,
        slackWebhookURL, slackWebhookURLFile, alertmanagerURL, pagerDutyRoutingKey, pagerDutyRoutingKeyFile,
        alertWebhookURLFile, smtpURL, smtpTLS, smtpFrom, smtpTo, smtpUsername, smtpPasswordFile, alertAfterFailures,
        alertRepeatInterval, checkConfig,
    ]

    enum Submodules: String, CaseIterable, ArgumentValue { case off }
    enum Method: String, CaseIterable, ArgumentValue { case post = "POST", get = "GET" }

    /// The variable of git-sync v4 and the older spelling that it still takes.
    static func gitSync(_ name: String) -> [String] { ["GITSYNC_\(name)", "GIT_SYNC_\(name)"] }
}

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
    static let python = Option(
        "python", as: "PROGRAM", default: "python3", environment: ["DAG_SYNC_PYTHON"],
        "Interpreter for --check-python-syntax."
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

    static let exechookCommand = Option<String?>.optional(
        "exechook-command", as: "PROGRAM", environment: gitSync("EXECHOOK_COMMAND"),
        "Run in the tree after each publish, with the commit in $GITSYNC_HASH."
    ).inSection("Hooks")
    static let exechookTimeout = Option(
        "exechook-timeout", default: Duration.seconds(30), environment: gitSync("EXECHOOK_TIMEOUT"),
        "Longest time for --exechook-command."
    ).inSection("Hooks")
    static let exechookBackoff = Option(
        "exechook-backoff", default: Duration.seconds(3), environment: gitSync("EXECHOOK_BACKOFF"),
        "Wait before a failed --exechook-command runs again."
    ).inSection("Hooks")
    static let webhookURL = Option<String?>.optional(
        "webhook-url", as: "URL", environment: gitSync("WEBHOOK_URL"),
        "Asked after each publish, with the commit in the header Gitsync-Hash."
    ).secret().inSection("Hooks")
    static let webhookMethod = Option(
        "webhook-method", default: Method.post, environment: gitSync("WEBHOOK_METHOD"), "Method for --webhook-url."
    ).inSection("Hooks")
    static let webhookSuccessStatus = Option(
        "webhook-success-status", default: 200, environment: gitSync("WEBHOOK_SUCCESS_STATUS"),
        "Status that counts as success; 0 for any."
    ).inSection("Hooks")
    static let webhookTimeout = Option(
        "webhook-timeout", default: Duration.seconds(1), environment: gitSync("WEBHOOK_TIMEOUT"),
        "Longest time for --webhook-url."
    ).inSection("Hooks")
    static let webhookBackoff = Option(
        "webhook-backoff", default: Duration.seconds(3), environment: gitSync("WEBHOOK_BACKOFF"),
        "Wait before a failed --webhook-url is asked again."
    ).inSection("Hooks")

    static let httpBind = Option<String?>.optional(
        "http-bind", as: "ADDRESS", environment: gitSync("HTTP_BIND"),
        "host:port or :port for /livez, /readyz, /status and POST /sync."
    ).inSection("Health")
    static let httpMetrics = Option.flag(
        "http-metrics", environment: gitSync("HTTP_METRICS"), "Answer /metrics too."
    ).inSection("Health")
    static let maxStaleness = Option(
        "max-staleness", default: Duration.seconds(300), environment: ["DAG_SYNC_MAX_STALENESS"],
        "Age of the last success from which on /readyz says no and alerts are critical; at least three periods."
    ).inSection("Health")
    static let errorFile = Option<String?>.optional(
        "error-file", as: "FILE", environment: gitSync("ERROR_FILE"),
        "File that holds the last error as JSON while there is one; absolute or below --root."
    ).inSection("Health")
    static let verbose = Option(
        "verbose", default: 0, environment: gitSync("VERBOSE"), "1 logs syncs without a change too."
    ).short("v").inSection("Health")
    static let checkConfig = Option.flag(
        "check-config", "Check the options and the files that they name, and exit."
    ).inSection("Health")

    static let slackWebhookURL = Option<String?>.optional(
        "slack-webhook-url", environment: ["DAG_SYNC_SLACK_WEBHOOK_URL"], "Slack-format incoming webhook for alerts."
    ).secret().environmentOnly().inSection("Alerts")
    static let slackWebhookURLFile = Option<String?>.optional(
        "slack-webhook-url-file", as: "FILE", environment: ["DAG_SYNC_SLACK_WEBHOOK_URL_FILE"],
        "File with the address of a Slack-format incoming webhook for alerts."
    ).inSection("Alerts")
    static let alertmanagerURL = Option<String?>.optional(
        "alertmanager-url", as: "URL", environment: ["DAG_SYNC_ALERTMANAGER_URL"],
        "Address of a Prometheus Alertmanager (API v2)."
    ).inSection("Alerts")
    static let pagerDutyRoutingKey = Option<String?>.optional(
        "pagerduty-routing-key", environment: ["DAG_SYNC_PAGERDUTY_ROUTING_KEY"], "PagerDuty integration key."
    ).secret().environmentOnly().inSection("Alerts")
    static let pagerDutyRoutingKeyFile = Option<String?>.optional(
        "pagerduty-routing-key-file", as: "FILE", environment: ["DAG_SYNC_PAGERDUTY_ROUTING_KEY_FILE"],
        "File with a PagerDuty integration key (Events API v2)."
    ).inSection("Alerts")
    static let alertWebhookURLFile = Option<String?>.optional(
        "alert-webhook-url-file", as: "FILE", environment: ["DAG_SYNC_ALERT_WEBHOOK_URL_FILE"],
        "File with the address that gets alerts as JSON."
    ).inSection("Alerts")
    static let smtpURL = Option<String?>.optional(
        "smtp-url", as: "URL", environment: ["DAG_SYNC_SMTP_URL"],
        "Mail server for alerts: smtp://host:587, or smtps://host:465."
    ).inSection("Alerts")
    static let smtpTLS = Option.flag(
        "smtp-tls", default: true, environment: ["DAG_SYNC_SMTP_TLS"],
        "Whether smtp:// has to change to TLS before anything is sent."
    ).inSection("Alerts")
    static let smtpFrom = Option<String?>.optional(
        "smtp-from", as: "ADDRESS", environment: ["DAG_SYNC_SMTP_FROM"], "Sender of the mail."
    ).inSection("Alerts")
    static let smtpTo = Option<[String]>.repeated(
        "smtp-to", as: "ADDRESS", environment: ["DAG_SYNC_SMTP_TO"], "Recipient of the mail."
    ).inSection("Alerts")
    static let smtpUsername = Option<String?>.optional(
        "smtp-username", as: "NAME", environment: ["DAG_SYNC_SMTP_USERNAME"], "User name for the mail server."
    ).inSection("Alerts")
    static let smtpPasswordFile = Option<String?>.optional(
        "smtp-password-file", as: "FILE", environment: ["DAG_SYNC_SMTP_PASSWORD_FILE"],
        "File with the password for the mail server."
    ).inSection("Alerts")
    static let alertAfterFailures = Option(
        "alert-after-failures", default: 2, environment: ["DAG_SYNC_ALERT_AFTER_FAILURES"],
        "Failures in a row before an unreachable host is worth an alert; other failures are at once."
    ).inSection("Alerts")
    static let alertRepeatInterval = Option(
        "alert-repeat-interval", default: Duration.seconds(14400), environment: ["DAG_SYNC_ALERT_REPEAT_INTERVAL"],
        "Time between reminders while a failure lasts; 0 for none."
    ).inSection("Alerts")
}

extension SignatureCheck.Subject: ArgumentValue {}
