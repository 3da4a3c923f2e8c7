extension DiagnosticCode {
    package static let unknownPool = DiagnosticCode(
        "DAGC060", .error, "unknown pool",
        cause:
            "The environment has no pool of that name. Airflow imports the DAG and leaves the task waiting for ever.",
        bad: "load.pool(Pool(\"warehouse\"))   // the environment names no such pool",
        good: "Environment(\"prod\", …, pools: [PoolSetting(warehouse, slots: 8, for: \"warehouse writes\")])")

    package static let poolTooSmall = DiagnosticCode(
        "DAGC061", .error, "more slots than the pool has",
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

    static let resources: [DiagnosticCode] = [.unknownPool, .poolTooSmall, .otherConnection]
}
