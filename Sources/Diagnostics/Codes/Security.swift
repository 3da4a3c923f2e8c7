extension DiagnosticCode {
    package static let literalSecret = DiagnosticCode(
        "DAGC100", .error, "secret in the source",
        cause: "A password or key would be written to generated files, to git and to Airflow's pages.",
        bad: "Bash(\"dump\", \"pg_dump postgres://etl:hunter2@db/orders\")",
        good: "Bash(\"dump\", \"pg_dump service=orders\")   // the secret lives in a connection")

    static let security: [DiagnosticCode] = [.literalSecret]
}
