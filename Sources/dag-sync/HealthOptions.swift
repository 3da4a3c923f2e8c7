import CommandLine

extension SyncOptions {
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
    static let checkHealth = Option.flag(
        "check-health",
        "Ask the dag-sync that runs with the same --http-bind, or here at all, whether it is alive, and exit: 0 for yes."
    ).inSection("Health")
    static let checkConfig = Option.flag(
        "check-config",
        "Check the options, what is in the files that they name and whether hosts are found, and exit; nothing is written."
    ).inSection("Health")
    static let checkRemote = Option.flag(
        "check-remote", "The same, and ask the git host for the ref with the credentials that there are."
    ).inSection("Health")

    static let healthOptions: [any CommandOption] = [
        httpBind, httpMetrics, maxStaleness, errorFile, verbose, checkHealth, checkConfig, checkRemote,
    ]
}
