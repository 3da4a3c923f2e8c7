import CommandLine
import Network
import SyncEngine

extension SyncOptions {
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

    static let hookOptions: [any CommandOption] = [
        exechookCommand, exechookTimeout, exechookBackoff, webhookURL, webhookMethod, webhookSuccessStatus,
        webhookTimeout, webhookBackoff,
    ]
}

/// The options of what follows a publish.
struct HookOptions {
    let command: String?
    let commandTimeout: Duration
    let commandPause: Duration
    let url: String?
    let method: HTTPRequest.Method
    let successStatus: Int
    let urlTimeout: Duration
    let urlPause: Duration
    let airflow: AirflowHook.Settings?
    let airflowPause: Duration

    init(_ values: OptionValues) throws {
        command = try values[SyncOptions.exechookCommand]
        commandTimeout = try values[SyncOptions.exechookTimeout]
        commandPause = try values[SyncOptions.exechookBackoff]
        url = try values[SyncOptions.webhookURL]
        method =
            switch try values[SyncOptions.webhookMethod] {
            case .get: .get
            case .post: .post
            case .put: .put
            }
        // git-sync's older word for any.
        successStatus = max(0, try values[SyncOptions.webhookSuccessStatus])
        urlTimeout = try values[SyncOptions.webhookTimeout]
        urlPause = try values[SyncOptions.webhookBackoff]
        airflow = try values.airflow()
        airflowPause = try values[SyncOptions.airflowBackoff]
    }

    func make(reporter: Reporter, trusting tls: TLSOptions) -> [Hook] {
        var hooks: [Hook] = []
        if let command {
            let hook = ExecHook(command: command, timeLimit: commandTimeout)
            hooks.append(.program(hook, pause: commandPause, reporter: reporter))
        }
        if let url {
            let hook = Webhook(
                url: url, method: method, successStatus: successStatus, timeLimit: urlTimeout,
                client: HTTPClient(tls: tls, userAgent: "dag-sync/\(DagSync.version)"))
            hooks.append(.request(hook, pause: urlPause, reporter: reporter))
        }
        if let airflow {
            let hook = AirflowHook(airflow, client: HTTPClient(tls: airflow.tls, userAgent: "dag-sync"))
            hooks.append(.airflow(hook, pause: airflowPause, reporter: reporter))
        }
        return hooks
    }
}
