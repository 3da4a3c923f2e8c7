extension DiagnosticCode {
    package static let literalSecret = DiagnosticCode(
        "DAGC100", .error, "secret in the source",
        leavesModelSound: true, isAboutSecrets: true,
        cause: """
            A password or key would be written to generated files, to git and to Airflow's pages. It is known by its \
            name, by the form that a service gives its keys, or by looking like chance. What everybody may know stands \
            in the project's `notSecrets`, with a reason.
            """,
        bad: "Bash(\"dump\", \"pg_dump postgres://etl:hunter2@db/orders\")",
        good: "Bash(\"dump\", \"pg_dump service=orders\")   // the secret lives in a connection")

    package static let inputInCommand = DiagnosticCode(
        "DAGC101", .warning, "input of a person as part of a command",
        cause: """
            Whoever starts a run decides what the param holds, and the shell runs it: `; rm -rf /` is a value too.
            """,
        bad: "Bash(\"load\", \"load.sh \\(.param(.text(\"table\", default: \"orders\")))\")",
        good: "Bash(\"load\", \"load.sh \\(.param(.text(\"table\", default: \"orders\", matching: \"^[a-z_]+$\")))\")")

    package static let resultInQuotes = DiagnosticCode(
        "DAGC234", .warning, "what a task leaves between the quotes of SQL",
        cause: """
            The value is put into the text as it is: the first `O'Neil` breaks the statement, and `x' or '1'='1` changes \
            what it means. The driver of the database quotes what it is given as a parameter.
            """,
        bad: "SQLStatement(\"clear\", in: .lake, \"delete from t where name = '\\(.result(of: newest))'\")",
        good:
            "SQLStatement(\"clear\", in: .lake, \"delete from t where name = %(name)s\", parameters: [\"name\": .result(of: newest)])"
    )

    package static let secretInCommand = DiagnosticCode(
        "DAGC103", .warning, "secret as part of a command",
        cause: """
            Everybody on the worker sees the command line in the list of processes, and Airflow's page may show the \
            rendered text.
            """,
        bad: "Bash(\"dump\", \"dump.sh --key \\(.variable(apiToken))\")",
        good: "SQLStatement(\"dump\", in: warehouse, …)   // the hook reads the connection itself")
}
