import CodeModels

extension LocalPlatform {
    /// What people open, and what tasks talk to.
    var apiServer: LocalPart {
        LocalPart(
            "airflow-api-server", "Airflow's pages and interface",
            health: .answers(url: "\(ports.url(.airflow))/api/v2/version"), page: ports.url(.airflow),
            script: airflow("api-server", "--host", "127.0.0.1", "--port", "\(ports[.airflow])", "--workers", "1"))
    }

    /// What starts tasks, as processes of its own.
    var scheduler: LocalPart {
        LocalPart(
            "airflow-scheduler", "starts tasks", health: .runs, script: airflow("scheduler", Self.withoutLogServer))
    }

    var dagProcessor: LocalPart {
        LocalPart("airflow-dag-processor", "reads the published DAGs", health: .runs, script: airflow("dag-processor"))
    }

    var triggerer: LocalPart {
        LocalPart(
            "airflow-triggerer", "waits for deferred tasks", health: .runs,
            script: airflow("triggerer", Self.withoutLogServer))
    }

    /// Airflow's servers of logs listen on every interface, and no setting says otherwise. On one machine the API server
    /// reads the files of logs by itself.
    private static let withoutLogServer = "--skip-serve-logs"

    /// For people, and for what is prepared before the parts start.
    var airflowCommandLine: String {
        var script = airflow()
        script.takesArguments = true
        return script.render("Airflow's command line, with the settings of the local platform.")
    }

    private func airflow(_ words: String...) -> PartScript {
        PartScript(
            // What dagc emits for every Airflow of the environment; what follows is of this machine.
            settings: ["\(folder.tree)/airflow/airflow.env"],
            variables: places + connections + pace + measured,
            command: [machine.program("airflow")] + words)
    }

    private var places: [(name: String, value: String)] {
        let files: Document = [
            "connections_file_path": .string(folder.connections), "variables_file_path": .string(folder.variables),
        ]
        return [
            ("PATH", "\(machine.python)/bin:/usr/bin:/bin"),
            ("AIRFLOW_HOME", "\(folder.state)/airflow"),
            ("AIRFLOW__CORE__DAGS_FOLDER", "\(folder.tree)/airflow/dags"),
            ("AIRFLOW__CORE__LOAD_EXAMPLES", "False"),
            ("AIRFLOW__SECRETS__BACKEND", "airflow.secrets.local_filesystem.LocalFilesystemBackend"),
            ("AIRFLOW__SECRETS__BACKEND_KWARGS", files.renderedLine),
            ("AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION", "True"),
            // Whoever can reach loopback of this machine may do what its owner may.
            ("AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS", "True"),
        ]
    }

    private var connections: [(name: String, value: String)] {
        func reading(_ secret: LocalSecret) -> String { "cat \(ShellText.word(folder.secret(secret)))" }
        return [
            ("AIRFLOW__DATABASE__SQL_ALCHEMY_CONN_CMD", reading(.databaseAddress)),
            ("AIRFLOW__CORE__FERNET_KEY_CMD", reading(.fernetKey)),
            ("AIRFLOW__API_AUTH__JWT_SECRET_CMD", reading(.tokenSecret)),
            ("AIRFLOW__CORE__EXECUTION_API_SERVER_URL", "\(ports.url(.airflow))/execution/"),
            ("AIRFLOW__API__BASE_URL", ports.url(.airflow)),
        ]
    }

    /// One machine, and somebody who waits for what was just saved: times are in seconds.
    private var pace: [(name: String, value: String)] {
        [
            ("AIRFLOW__CORE__EXECUTOR", "LocalExecutor"),
            ("AIRFLOW__CORE__PARALLELISM", "\(machine.parallelTasks)"),
            ("AIRFLOW__DAG_PROCESSOR__REFRESH_INTERVAL", "2"),
            ("AIRFLOW__DAG_PROCESSOR__BUNDLE_REFRESH_CHECK_INTERVAL", "1"),
            ("AIRFLOW__DAG_PROCESSOR__MIN_FILE_PROCESS_INTERVAL", "10"),
            ("AIRFLOW__DAG_PROCESSOR__PARSING_PROCESSES", "1"),
            ("AIRFLOW__CORE__MIN_SERIALIZED_DAG_UPDATE_INTERVAL", "1"),
            // Each process would else keep memory for eight times as many threads as there are cores.
            ("MALLOC_ARENA_MAX", "2"),
        ]
    }

    private var measured: [(name: String, value: String)] {
        guard isWatched else { return [("AIRFLOW__METRICS__STATSD_ON", "False")] }
        return [
            ("AIRFLOW__METRICS__STATSD_ON", "True"), ("AIRFLOW__METRICS__STATSD_HOST", "127.0.0.1"),
            ("AIRFLOW__METRICS__STATSD_PORT", "\(ports[.statsd])"),
        ]
    }
}

extension Document {
    /// On one line, as a variable holds it.
    fileprivate var renderedLine: String {
        renderedJSON().split(separator: "\n").map { $0.drop { $0 == " " } }.joined()
    }
}
