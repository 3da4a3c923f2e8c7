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

    package static let unknownParam = DiagnosticCode(
        "DAGC079", .error, "param that is missing",
        cause: """
            A text uses a param that the pipeline does not declare, or a scheduled pipeline has one that must be given. \
            Airflow fails the task, or refuses the DAG.
            """,
        bad: "Bash(\"load\", \"load.sh \\(.param(.text(\"region\")))\")   // not in `params`",
        good: "let params: [Param] = [.text(\"region\", default: \"eu\")]")

    package static let producedTwice = DiagnosticCode(
        "DAGC095", .error, "dataset with two producers",
        cause: """
            Two pipelines write the same dataset. Their runs overwrite each other, and whoever is started by the \
            dataset runs for both.
            """,
        bad: "// in two pipelines\nSparkJob(\"clean\", main: \"clean.py\", reads: Lake.raw, writes: Lake.orders)",
        good: "SparkJob(\"clean\", main: \"clean.py\", reads: Lake.raw, writes: Lake.ordersRebuilt)")

    static let references: [DiagnosticCode] = [.unknownConnection, .unknownVariable, .unknownParam, .producedTwice]
}
