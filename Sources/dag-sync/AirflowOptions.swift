import CommandLine
import Network
import SyncEngine

extension SyncOptions {
    static let airflowURL = Option<String?>.optional(
        "airflow-url", as: "URL", environment: ["DAG_SYNC_AIRFLOW_URL"],
        "Address of Airflow's API server (or, for Airflow 2, its webserver), which is asked after each publish to look "
            + "at the DAG files at once."
    ).secret().inSection("Airflow")
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

    static let airflowOptions: [any CommandOption] = [
        airflowURL, airflowDagsFolder, airflowUsername, airflowPasswordFile, airflowTokenFile, airflowTimeout,
        airflowBackoff,
    ]
}

extension OptionValues {
    /// What Airflow is asked after a publish; nil for nothing.
    func airflow() throws -> AirflowHook.Settings? {
        let user = try self[SyncOptions.airflowUsername]
        let password = try self[SyncOptions.airflowPasswordFile].map(SecretSource.file)
        let token = try self[SyncOptions.airflowTokenFile].map(SecretSource.file)
        guard let url = try self[SyncOptions.airflowURL] else {
            guard user == nil, password == nil, token == nil else {
                throw InvalidArgument("--airflow-url is needed for the other --airflow options to have an effect")
            }
            return nil
        }
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
            tls: try trust())
    }
}
