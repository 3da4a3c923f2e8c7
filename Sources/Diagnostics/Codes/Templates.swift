extension DiagnosticCode {
    package static let unknownMacro = DiagnosticCode(
        "DAGC073", .error, "unknown name in a template",
        leavesModelSound: true,
        cause: """
            Airflow has no value or filter of that name. A value renders as an empty text without a word; a filter \
            fails the task.
            """,
        bad: "Operator(\"load\", …, [\"command\": .template(\"load {{ dss }}\")])",
        good:
            "Operator(\"load\", …, [\"command\": .template(\"load {{ ds }}\")])   // better: \"load \\(.windowStart)\"")

    package static let templateSyntax = DiagnosticCode(
        "DAGC074", .error, "template that cannot be read",
        leavesModelSound: true,
        cause: """
            Airflow reads the text as a Jinja template and fails the task before it starts. `{{`, `{%` and `{#` mean \
            something to Jinja, also in `${#array[@]}` of the shell or a Go format of Docker.
            """,
        bad: "Operator(\"count\", …, [\"command\": .template(\"echo ${#files[@]}\")])",
        good: "Operator(\"count\", …, [\"command\": \"echo ${#files[@]}\"])   // text, which is no template")

    package static let templateNotRendered = DiagnosticCode(
        "DAGC087", .error, "template where nothing is rendered",
        cause: """
            Text reaches a task as it was written, braces included. The command sees `{{ ds }}` and no date; values of \
            the run are put in by interpolation.
            """,
        bad: "Bash(\"load\", \"load.sh {{ ds }}\")",
        good: "Bash(\"load\", \"load.sh \\(.windowStart)\")")

    package static let fileExtension = DiagnosticCode(
        "DAGC076", .error, "path in place of a statement",
        leavesModelSound: true,
        cause: """
            The text is run as SQL. Airflow's habit to read a file when a text ends in `.sql` does not hold here: the \
            engine is given the path, and answers with a syntax error.
            """,
        bad: "SQLStatement(\"load\", in: warehouse, \"queries/load_orders.sql\")",
        good: "SQLStatement(\"load\", in: warehouse, \"insert into orders select * from staging\")")

    package static let removedMacro = DiagnosticCode(
        "DAGC077", .error, "value that Airflow 3 no longer has",
        leavesModelSound: true,
        cause: """
            Airflow 2 deprecated it and Airflow 3 took it out: there it renders as an empty text, or fails the task. \
            What stands for it means the same on both.
            """,
        bad: "Operator(\"load\", …, [\"day\": .template(\"{{ execution_date }}\")])",
        good: "Operator(\"load\", …, [\"day\": \"\\(.windowStart)\"])")

    package static let noWindow = DiagnosticCode(
        "DAGC078", .warning, "window that the schedule does not give",
        cause: """
            A run that people start, or one that is about an instant, has a window that ends where it starts. A run \
            started by datasets has none at all on Airflow 3, where a template that asks for it fails. The window of a \
            run that covers the time between days of a calendar is known to `\\(.windowStart)` alone.
            """,
        bad: "let schedule: Schedule = .manual()\n…\nBash(\"load\", \"load.sh \\(.windowStart) \\(.windowEnd)\")",
        good: "let schedule: Schedule = .daily(at: \"02:00\", in: .utc)")

    package static let unknownTimeFormat = DiagnosticCode(
        "DAGC175", .error, "time in a format that there is not",
        cause: "What Python does with a directive that it does not know depends on the machine.",
        bad: "Bash(\"load\", \"load.sh \\(.windowStart(\"%Y/%N\"))\")",
        good: "Bash(\"load\", \"load.sh \\(.windowStart(\"%Y/%m\"))\")")

    package static let hiddenName = DiagnosticCode(
        "DAGC160", .error, "function with a name of Airflow's own",
        cause: """
            Templates know a function of the package by its name. Under a name that Airflow or Jinja has already, \
            either the function is never called, or every other text of the pipeline gets it in place of Airflow's.
            """,
        bad: "let filters = [TemplateFunction(\"ds\", in: \"dates.py\")]",
        good: "let filters = [TemplateFunction(\"business_day\", in: \"dates.py\")]")

    package static let noPartition = DiagnosticCode(
        "DAGC162", .error, "partition of a run that has none",
        cause: """
            Only a schedule of partitions gives a run a key. In any other run the key is nothing, and the text says \
            `None`.
            """,
        bad: "let schedule: Schedule = .daily(at: \"02:00\", in: .utc)\n…\nBash(\"load\", \"load \\(.partitionKey)\")",
        good: "let schedule: Schedule = .daily(at: \"02:00\", in: .utc).partitioned(by: \"%Y-%m-%d\")")

    package static let unknownResult = DiagnosticCode(
        "DAGC164", .error, "result of a task that is not there",
        cause: """
            The text of a notification tells what a task has left, and the pipeline's flow has no such task. A task \
            that is declared twice is two tasks, even when both say the same.
            """,
        bad: ".onFailure(.slack(alerts), saying: \"rows: \\(.result(of: Bash(\"count\", \"count\")))\")",
        good: "let count = Bash(\"count\", \"count\")   // a property of the pipeline, in the flow and in the text")

    package static let unsentMessage = DiagnosticCode(
        "DAGC166", .error, "message that is never sent as it is written",
        cause: """
            Runs as a whole have no tries and are not skipped, so Airflow has no such moment to tell. A function is \
            called with the context of the run and with no words. \
            Results of tasks are put into the words of a message, and into nothing else that a notifier is given.
            """,
        bad: "let notifications: [Notification] = [.onRetry(.slack(alerts))]",
        good: "let defaults = TaskDefaults(notifications: [.onRetry(.slack(alerts))])")
}
