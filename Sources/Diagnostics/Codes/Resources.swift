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

    package static let poolTooBusy = DiagnosticCode(
        "DAGC062", .warning, "pool that cannot keep up",
        cause: """
            Each run asks for more slots than the pool can serve before the next run comes, even if every task takes a \
            second: the queue grows for ever. Or a sensor holds the slots that the tasks it waits for need.
            """,
        bad: "load.mapped(over: .list(fiveHundred)).pool(warehouse, slots: 8)   // every minute, 8 slots",
        good: "load.mapped(over: .list(fiveHundred)).pool(warehouse)            // every hour")

    package static let contradictingPod = DiagnosticCode(
        "DAGC215", .error, "container that may use less than it asks for",
        leavesModelSound: true,
        cause: "Kubernetes refuses a container whose limit lies below its request: the task fails every time.",
        bad: "container.resources(memory: .gibibytes(4), memoryLimit: .gibibytes(2))",
        good: "container.resources(memory: .gibibytes(2), memoryLimit: .gibibytes(4))")

    package static let unknownExecutor = DiagnosticCode(
        "DAGC064", .error, "unknown executor",
        leavesModelSound: true,
        cause: "Airflow refuses a DAG with a task for an executor that its configuration does not name.",
        bad: "load.executor(\"KubernetesExecuter\")",
        good: "load.executor(\"KubernetesExecutor\")")
}
