extension DiagnosticCode {
    package static let unknownConnection = DiagnosticCode(
        "DAGC070", .error, "unknown connection",
        cause: "The environment has no connection of that id. Airflow finds out when the task runs, at night.",
        bad: "HTTPCheck(\"ping\", Connection(\"gatway\", .http), path: \"/health\")",
        good: "HTTPCheck(\"ping\", .gateway, path: \"/health\")   // and `connections: [.gateway]` in the environment")

    package static let unknownVariable = DiagnosticCode(
        "DAGC071", .error, "unknown variable",
        cause: "The environment has no variable of that key, so the template fails when the task runs.",
        bad: "Bash(\"load\", \"load.sh \\(.variable(bucket))\")   // the environment names no such variable",
        good: "Environment(\"prod\", …, variables: [bucket])")

    package static let producedTwice = DiagnosticCode(
        "DAGC095", .error, "dataset with two producers",
        cause: """
            Two pipelines write the same dataset. Their runs overwrite each other, and whoever is started by the \
            dataset runs for both.
            """,
        bad: "// in two pipelines\nSparkJob(\"clean\", main: \"clean.py\", reads: Lake.raw, writes: Lake.orders)",
        good: "SparkJob(\"clean\", main: \"clean.py\", reads: Lake.raw, writes: Lake.ordersRebuilt)")

    static let references: [DiagnosticCode] = [.unknownConnection, .unknownVariable, .producedTwice]

    package static let literalSecret = DiagnosticCode(
        "DAGC100", .error, "secret in the source",
        cause: "A password or key would be written to generated files, to git and to Airflow's pages.",
        bad: "Bash(\"dump\", \"pg_dump postgres://etl:hunter2@db/orders\")",
        good: "Bash(\"dump\", \"pg_dump service=orders\")   // the secret lives in a connection")

    static let security: [DiagnosticCode] = [.literalSecret]

    package static let platformNotSet = DiagnosticCode(
        "DAGC120", .error, "environment that lacks a platform",
        cause: "A task needs a store, a Spark or a dbt project, and the environment does not say where it is.",
        bad: "Environment(\"dev\", tree: \"/dags\")   // and a SparkJob in a pipeline",
        good: "Environment(\"dev\", tree: \"/dags\", …, spark: SparkSetting(.sparkCluster, applications: \"/jobs\"))")

    static let targets: [DiagnosticCode] = [.platformNotSet]
}
