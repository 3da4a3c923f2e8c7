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

    static let airflowURL = Option<String?>.optional(
        "airflow-url", as: "URL", environment: ["DAG_SYNC_AIRFLOW_URL"],
        "Address of Airflow's API server (or, for Airflow 2, its webserver), which is asked after each publish to look "
            + "at the DAG files at once."
    ).inSection("Airflow")
    static let airflowDagsFolder = Option(
        "airflow-dags-folder", as: "PATH", default: "airflow/dags", environment: ["DAG_SYNC_AIRFLOW_DAGS_FOLDER"],
        "Airflow's DAG folder, as a path in the tree; . for the whole tree."
    ).inSection("Airflow")
    static let airflowUsername = Option<String?>.optional(
        "airflow-username", as: "NAME", environment: ["DAG_SYNC_AIRFLOW_USERNAME"], "User name for --airflow-url."
    ).inSection("Airflow")
    static let airflowPasswordFile = Option<String?>.optional(
        "airflow-password-file", as: "FILE", environment: ["DAG_SYNC_AIRFLOW_PASSWORD_FILE"],
        "File with the password of --airflow-username; read again at each publish."
    ).inSection("Airflow")
    static let airflowTokenFile = Option<String?>.optional(
        "airflow-token-file", as: "FILE", environment: ["DAG_SYNC_AIRFLOW_TOKEN_FILE"],
        "File with a token for --airflow-url, in place of a user; read again at each publish."
    ).inSection("Airflow")
    static let airflowTimeout = Option(
        "airflow-timeout", default: Duration.seconds(10), environment: ["DAG_SYNC_AIRFLOW_TIMEOUT"],
        "Longest time for one request to --airflow-url."
    ).inSection("Airflow")
    static let airflowBackoff = Option(
        "airflow-backoff", default: Duration.seconds(5), environment: ["DAG_SYNC_AIRFLOW_BACKOFF"],
        "Wait before a failed --airflow-url is asked again."
    ).inSection("Airflow")

    static let hookOptions: [any CommandOption] = [
        exechookCommand, exechookTimeout, exechookBackoff, webhookURL, webhookMethod, webhookSuccessStatus,
        webhookTimeout, webhookBackoff,
        airflowURL, airflowDagsFolder, airflowUsername, airflowPasswordFile, airflowTokenFile, airflowTimeout,
        airflowBackoff,
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
        successStatus = try values[SyncOptions.webhookSuccessStatus]
        urlTimeout = try values[SyncOptions.webhookTimeout]
        urlPause = try values[SyncOptions.webhookBackoff]
        airflow = try values.airflow()
        airflowPause = try values[SyncOptions.airflowBackoff]
    }

    func make(reporter: Reporter) -> [Hook] {
        var hooks: [Hook] = []
        if let command {
            let hook = ExecHook(command: command, timeLimit: commandTimeout)
            hooks.append(.program(hook, pause: commandPause, reporter: reporter))
        }
        if let url {
            let hook = Webhook(
                url: url, method: method, successStatus: successStatus, timeLimit: urlTimeout,
                client: HTTPClient(userAgent: "dag-sync"))
            hooks.append(.request(hook, pause: urlPause, reporter: reporter))
        }
        if let airflow {
            let hook = AirflowHook(airflow, client: HTTPClient(tls: airflow.tls, userAgent: "dag-sync"))
            hooks.append(.airflow(hook, pause: airflowPause, reporter: reporter))
        }
        return hooks
    }
}

extension OptionValues {
    fileprivate func airflow() throws -> AirflowHook.Settings? {
        let user = try self[SyncOptions.airflowUsername]
        let password = try self[SyncOptions.airflowPasswordFile].map(SecretSource.file)
        let token = try self[SyncOptions.airflowTokenFile].map(SecretSource.file)
        guard let url = try self[SyncOptions.airflowURL] else {
            guard user == nil, password == nil, token == nil else {
                throw InvalidArgument("--airflow-url is needed for the other --airflow options to have an effect")
            }
            return nil
        }
        _ = try HTTPAddress(url)
        guard (user == nil) == (password == nil) else {
            throw InvalidArgument("--airflow-username, --airflow-password-file: expected both or none of them")
        }
        guard user == nil || token == nil else {
            throw InvalidArgument("--airflow-token-file: expected either it or --airflow-username")
        }
        let login: AirflowHook.Login =
            if let token { .token(token) } else if let user, let password { .user(user, password) } else { .none }
        return AirflowHook.Settings(
            url: url, dagsFolder: try self[SyncOptions.airflowDagsFolder], login: login,
            timeLimit: try self[SyncOptions.airflowTimeout],
            tls: TLSOptions(certificateAuthorityFile: try self[SyncOptions.caFile]))
    }
}
