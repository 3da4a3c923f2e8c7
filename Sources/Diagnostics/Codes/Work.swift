extension DiagnosticCode {
    package static let badSelector = DiagnosticCode(
        "DAGC130", .error, "selection that dbt does not know",
        leavesModelSound: true,
        cause: """
            dbt fails on a selection method that it does not know, takes a space for the start of another term, and \
            without any term the whole project.
            """,
        bad: "DbtBuild(\"marts\", select: .model(\"tags:daily\"), …)",
        good: "DbtBuild(\"marts\", select: .tag(\"daily\"), …)")

    package static let contradictingDbt = DiagnosticCode(
        "DAGC222", .error, "options that dbt cannot follow",
        cause: """
            What writes no table cannot write it anew, what has changed is known only beside an earlier manifest, and a \
            number of threads that no engine bears helps nobody.
            """,
        bad: "DbtBuild(\"marts\", select: .changed, …)   // since when?",
        good: "DbtBuild(\"marts\", select: .changed, …).comparing(withManifestIn: \"/opt/dbt/state\")")

    package static let builtTwice = DiagnosticCode(
        "DAGC132", .warning, "models that two tasks build",
        cause: """
            Both tasks select the same models, so these are built twice, and two dbt runs write the same tables at the \
            same time when their runs meet.
            """,
        bad: "DbtBuild(\"marts\", select: .tag(\"daily\"), …)   // in two pipelines",
        good: "let schedule: Schedule = .onUpdate(of: .dataset(Warehouse.orders))   // the second waits for the first")

    package static let contradictingSpark = DiagnosticCode(
        "DAGC133", .error, "Spark settings that contradict each other",
        leavesModelSound: true,
        cause: """
            A size is set twice with different values, a lower bound lies above its upper one, or a property is none: \
            Spark ignores what does not start with `spark.`.
            """,
        bad: "job.resources(executors: 4).configuration(\"spark.executor.instances\", \"8\")",
        good: "job.resources(executors: 8)")

    package static let emptyComparison = DiagnosticCode(
        "DAGC140", .error, "comparison over an empty window",
        leavesModelSound: true,
        cause: """
            The task looks at the rows of the run's window, and a run of this schedule has a window that ends where it \
            starts. It finds no row, and passes.
            """,
        bad: "let schedule: Schedule = .every(.minutes(5), covering: .instant)   // and a Reconciliation",
        good: "let schedule: Schedule = .hourly()")

    package static let coarseGrain = DiagnosticCode(
        "DAGC141", .warning, "comparison of days in a window of hours",
        cause: """
            The window of a run holds only a part of the hour or day that is compared, so every run compares pieces, \
            and a difference that evens out within the hour or day raises an alarm.
            """,
        bad: "let schedule: Schedule = .hourly()   // and per: .day(of: \\.orderedAt)",
        good: "Reconciliation(…, per: .hour(of: \\.orderedAt), …)")

    package static let unreachableThreshold = DiagnosticCode(
        "DAGC142", .error, "threshold that is never reached",
        leavesModelSound: true,
        cause: """
            A difference is a share of a hundred of the larger side. Above 100 % there is none, below 0 % every one \
            counts, and a warning above the critical threshold never shows.
            """,
        bad: "warn: .discrepancy(above: .percent(20)), critical: .discrepancy(above: .percent(10))",
        good: "warn: .discrepancy(above: .percent(1)), critical: .discrepancy(above: .percent(10))")

    package static let emptyRule = DiagnosticCode(
        "DAGC144", .error, "rule that says nothing",
        leavesModelSound: true,
        cause: "The rule holds for all data, or for none, so the check does not look at anything.",
        bad: "DataQualityCheck(\"check\", of: Lake.orders, rules: [.rowCount(atLeast: 0)])",
        good: "DataQualityCheck(\"check\", of: Lake.orders, rules: [.rowCount(atLeast: 1)])")

    package static let unanswerableRule = DiagnosticCode(
        "DAGC220", .error, "question that no engine can answer",
        cause: """
            One statement asks one engine: a reference to rows of another store is none, and the last version of a row \
            is known only to engines that keep it, or by a column that grows with each version.
            """,
        bad: "Reconciliation(…).readingLastVersions(of: .batch)   // the batch layer is in DuckDB",
        good: "Reconciliation(…).readingLastVersions(of: .batch, by: \\Order.ingestedAt)")

    package static let rulesOfOneName = DiagnosticCode(
        "DAGC221", .error, "rules of one name",
        cause: """
            Results, metrics and the history that anomalies are judged by know a rule of a check by its name, which it \
            gets from what it asks. Of two with one name the second would hide the first.
            """,
        bad: "rules: [.notNull(\\.orderID), .notNull(\\.orderID).warning()]",
        good: "rules: [.notNull(\\.orderID), .notNull(\\.amount).warning()]")

    package static let groupAsTask = DiagnosticCode(
        "DAGC165", .error, "group class used as a task",
        cause: """
            A group class of a provider makes tasks of its own. Its constructor takes no retries, rules, pools or \
            datasets, and it leaves no result, so Airflow would refuse the file or the template would find nothing.
            """,
        bad: "OperatorGroup(\"dbt\", \"cosmos.DbtTaskGroup\").retry(.fixed(2, every: .minutes(5)))",
        good: "OperatorGroup(\"dbt\", \"cosmos.DbtTaskGroup\", [\"operator_args\": [\"retries\": 2]])")

    package static let emptyText = DiagnosticCode(
        "DAGC205", .error, "text that is empty",
        leavesModelSound: true,
        cause: "A command, a statement, an image or a path of nothing fails when it runs, or succeeds without work.",
        bad: "Bash(\"load\", \"\")",
        good: "Bash(\"load\", \"load.sh\")   // or Empty(\"load\")")

    package static let endingCharacter = DiagnosticCode(
        "DAGC116", .error, "text that ends too soon",
        cause: """
            Programs get arguments and variables as texts that end at the character `\\0`, and PostgreSQL, in which \
            Airflow keeps what it renders, refuses it. The rest of the text would be lost, or each run would fail.
            """,
        bad: "Bash(\"split\", \"cut -d '\\0' -f 1 orders\")",
        good: "Bash(\"split\", \"tr '\\\\0' ' ' < orders\")")

    package static let longText = DiagnosticCode(
        "DAGC203", .error, "text longer than is handed on",
        cause: """
            Linux starts no program with an argument of 128 KiB or more, so that a longer command fails every time with \
            "argument list too long". Other text of more than 1 MiB makes every page and every parse slow.
            """,
        bad: "Bash(\"load\", RuntimeString(stringLiteral: wholeScript))",
        good: "Bash(\"load\", \"bash /opt/jobs/load.sh\")")
}
