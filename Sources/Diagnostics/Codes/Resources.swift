extension DiagnosticCode {
    package static let unknownPool = DiagnosticCode(
        "DAGC060", .error, "unknown pool",
        leavesModelSound: true,
        cause:
            "The environment has no pool of that name. Airflow imports the DAG and leaves the task waiting for ever.",
        bad: "load.pool(Pool(\"warehouse\"))   // the environment names no such pool",
        good: ".airflow(.v3_3, …, pools: [PoolSetting(warehouse, slots: 8, for: \"warehouse writes\")])")

    package static let poolTooSmall = DiagnosticCode(
        "DAGC061", .error, "more slots than the pool has",
        leavesModelSound: true,
        cause: "The task needs more slots than the pool holds, so it can never start.",
        bad: "load.pool(warehouse, slots: 9)   // the pool has 8",
        good: "load.pool(warehouse, slots: 2)")

    package static let otherConnection = DiagnosticCode(
        "DAGC069", .warning, "connection of another kind",
        cause: """
            The environment says that something else stands behind the connection than what the task or setting talks \
            to.
            """,
        bad: "HTTPCheck(\"ping\", .warehouse, path: \"/health\")   // Connection(\"warehouse\", .snowflake)",
        good: "HTTPCheck(\"ping\", .gateway, path: \"/health\")   // Connection(\"gateway\", .http)")

    package static let unknownPodTemplate = DiagnosticCode(
        "DAGC186", .error, "unknown pod template",
        leavesModelSound: true,
        cause: """
            The environment has pod templates, so its executor is Kubernetes, but not exactly one of this name that can \
            be a file. The executor would not find it, and the task would fail before it starts.
            """,
        bad: "load.podTemplate(PodTemplate(\"large\"))   // the environment names no such template",
        good: ".airflow(.v3_3, …, podTemplates: [PodTemplateSetting(large, image: \"acme/airflow:3\")])")

    package static let podOfARun = DiagnosticCode(
        "DAGC187", .error, "worker pod that waits for the run",
        cause: """
            The executor makes the pod before the task runs in it, and Airflow renders no templates there: the text \
            would reach Kubernetes as it stands, with its braces.
            """,
        bad: "load.workerPod(WorkerPod().variable(\"DAY\", \"\\(.windowStart)\"))",
        good: "Bash(\"load\", \"load.sh --day \\(.windowStart)\").workerPod(WorkerPod().variable(\"ZONE\", \"eu\"))")

    static let resources: [DiagnosticCode] = [
        .unknownPool, .poolTooSmall, .unknownPodTemplate, .podOfARun, .otherConnection,
    ]
}
