extension DiagnosticCode {
    package static let unknownMacro = DiagnosticCode(
        "DAGC073", .error, "unknown name in a template",
        cause: """
            Airflow has no value or filter of that name. A value renders as an empty text without a word; a filter \
            fails the task.
            """,
        bad: "Bash(\"load\", \"load.sh {{ dss }} --all\")",
        good: "Bash(\"load\", \"load.sh {{ ds }} --all\")   // better: \"load.sh \\(.windowStart) --all\"")

    package static let templateSyntax = DiagnosticCode(
        "DAGC074", .error, "template that cannot be read",
        cause: """
            Airflow reads the text as a Jinja template and fails the task before it starts. `{{`, `{%` and `{#` mean \
            something to Jinja, also in `${#array[@]}` of the shell or a Go format of Docker.
            """,
        bad: "Bash(\"count\", \"echo ${#files[@]}\")",
        good: "Bash(\"count\", \"echo {% raw %}${#files[@]}{% endraw %}\")")

    package static let templateNotRendered = DiagnosticCode(
        "DAGC075", .error, "template where nothing is rendered",
        cause: """
            Airflow renders templates only in some fields. Here the text goes to the engine as it stands, braces \
            included.
            """,
        bad: "SQLCheck(\"fresh\", in: lake, \"select max(day) >= '{{ ds }}' from orders\")   // DuckDB in the job",
        good: "DataQualityCheck(\"fresh\", of: Lake.orders, rules: [.freshness(of: \\.orderedAt, within: .hours(26))])")

    package static let fileExtension = DiagnosticCode(
        "DAGC076", .error, "text that Airflow takes for a file",
        cause: """
            A command that ends in `.sh` or `.bash`, and SQL that ends in `.sql`, is taken for the path of a template \
            file. The task fails with TemplateNotFound.
            """,
        bad: "Bash(\"load\", \"/opt/jobs/load.sh\")",
        good: "Bash(\"load\", \"/opt/jobs/load.sh \")   // a space at the end, or an argument")

    package static let removedMacro = DiagnosticCode(
        "DAGC077", .error, "value that Airflow 3 no longer has",
        cause: """
            Airflow 2 deprecated it and Airflow 3 took it out: there it renders as an empty text, or fails the task. \
            What stands for it means the same on both.
            """,
        bad: "Bash(\"load\", \"load.sh {{ execution_date }} --all\")",
        good: "Bash(\"load\", \"load.sh \\(.windowStart) --all\")")

    package static let noWindow = DiagnosticCode(
        "DAGC078", .warning, "window that the schedule does not give",
        cause: """
            A run that people start, or one that is about an instant, has a window that ends where it starts. A run \
            started by datasets has none at all on Airflow 3, where a template that asks for it fails.
            """,
        bad: "let schedule: Schedule = .manual()\n…\nBash(\"load\", \"load.sh \\(.windowStart) \\(.windowEnd)\")",
        good: "let schedule: Schedule = .daily(at: \"02:00\", in: .utc)")

    static let templates: [DiagnosticCode] = [
        .unknownMacro, .templateSyntax, .templateNotRendered, .fileExtension, .removedMacro, .noWindow,
    ]
}
