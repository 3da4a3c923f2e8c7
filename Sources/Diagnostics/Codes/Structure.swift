extension DiagnosticCode {
    package static let cycle = DiagnosticCode(
        "DAGC001", .error, "dependency cycle",
        cause: "Tasks wait for each other in a circle, so none of them can ever start. Airflow refuses such a DAG.",
        bad: "extract >>> load\nload >>> extract",
        good: "extract >>> load")

    package static let duplicateTaskID = DiagnosticCode(
        "DAGC002", .error, "duplicate task id",
        cause: "Two tasks of one scope have the same id. Airflow raises DuplicateTaskIdFound for the whole file.",
        bad: "let a = Bash(\"load\", \"a.sh --all\")\nlet b = Bash(\"load\", \"b.sh --all\")",
        good: "let a = Bash(\"load_a\", \"a.sh --all\")\nlet b = Bash(\"load_b\", \"b.sh --all\")")

    package static let duplicatePipelineID = DiagnosticCode(
        "DAGC003", .error, "duplicate pipeline id",
        leavesModelSound: true,
        cause: "Two pipelines have the same id. Airflow would show only one of them, and which one can change.",
        bad:
            """
            struct A: Pipeline { let id: PipelineID = "orders" … }
            struct B: Pipeline { let id: PipelineID = "orders" … }
            """,
        good: "struct B: Pipeline { let id: PipelineID = \"orders_hourly\" … }")

    package static let badName = DiagnosticCode(
        "DAGC004", .error, "characters that an id cannot have",
        leavesModelSound: true,
        cause: "Airflow accepts letters, digits, `-`, `.` and `_` in ids and raises for the whole file otherwise.",
        bad: "Bash(\"load orders\", \"load.sh --all\")",
        good: "Bash(\"load_orders\", \"load.sh --all\")")

    package static let longName = DiagnosticCode(
        "DAGC005", .error, "id too long",
        leavesModelSound: true,
        cause: "Airflow stores ids in columns of 250 characters; a task's id counts with the ids of its groups.",
        bad: "Group(\"a…200 characters…\") { Bash(\"b…60 characters…\", \"true\") }",
        good: "Group(\"orders\") { Bash(\"load\", \"true\") }")

    package static let emptyPipeline = DiagnosticCode(
        "DAGC007", .error, "pipeline without a task",
        leavesModelSound: true,
        cause: "A pipeline with no task would run, succeed and do nothing.",
        bad: "var flow: some Flow { Parallel() }",
        good: "var flow: some Flow { Empty(\"nothing_yet\") }")

    package static let collidingFiles = DiagnosticCode(
        "DAGC010", .error, "ids that differ only in case",
        leavesModelSound: true,
        cause: "Both would be written to one file on file systems that fold case, and one would be lost.",
        bad: "let id: PipelineID = \"Orders\"   // and \"orders\" elsewhere",
        good: "let id: PipelineID = \"orders_archive\"")

    package static let placedInTwoGroups = DiagnosticCode(
        "DAGC014", .error, "task placed in two groups",
        cause: "A task stands in one group. An edge from elsewhere may lead to it, from a scope around both.",
        bad: "Group(\"a\") { load }\nGroup(\"b\") { load }",
        good: "Group(\"a\") { load }\nGroup(\"b\") { check }\nload >>> check")

    package static let conflictingUses = DiagnosticCode(
        "DAGC015", .error, "task placed twice with different settings",
        cause: "A modifier returns a changed copy. Where both stand in a flow, it is unclear which one is meant.",
        bad: "load >>> check\nload.always() >>> report",
        good: "let load = Bash(\"load\", \"load.sh --all\").always()\nload >>> Parallel(check, report)")

    package static let isolatedTask = DiagnosticCode(
        "DAGC006", .warning, "task that nothing is connected to",
        cause: """
            Most tasks of the pipeline wait for each other, and this one neither waits nor is waited for. It starts at \
            once, whatever happens elsewhere. Usually an edge was forgotten.
            """,
        bad: "extract >>> transform >>> load\nvacuum",
        good: "extract >>> transform >>> load >>> vacuum")

    package static let redundantOrder = DiagnosticCode(
        "DAGC009", .warning, "order that other orders imply",
        cause: """
            The statement adds nothing: its tasks already wait for each other through others. It hides the real order \
            from readers, and stays behind when that changes.
            """,
        bad: "extract >>> transform >>> load\nextract >>> load",
        good: "extract >>> transform >>> load")

    package static let emptyGroup = DiagnosticCode(
        "DAGC011", .error, "group without a task",
        cause: """
            An edge to a group goes to its tasks. Without any, what stands before the group and what comes after it \
            are not ordered at all.
            """,
        bad: "extract >>> Group(\"checks\") { Skip() } >>> load",
        good: "extract >>> load")

    package static let ruleAfterSetup = DiagnosticCode(
        "DAGC012", .error, "task after a setup with a rule of its own",
        leavesModelSound: true,
        cause: """
            Airflow refuses a DAG in which a task right after a setup starts by another rule than that all before it \
            have succeeded: "Setup tasks must be followed with trigger rule ALL_SUCCESS".
            """,
        bad: "Using(create, teardown: delete) { load.always() }",
        good: "Using(create, teardown: delete) { load }")

    package static let manyTasks = DiagnosticCode(
        "DAGC013", .warning, "flow of a size that Airflow does not carry well",
        cause: """
            The scheduler looks at all tasks and edges of a DAG again and again, and its page draws them all. Beyond \
            some thousand tasks, or where one statement draws hundreds of edges from all to all, both become slow.
            """,
        bad: "Parallel(…30 tasks…) >>> Parallel(…30 tasks…)   // 900 edges",
        good: "Parallel(…30 tasks…) >>> Empty(\"all_loaded\") >>> Parallel(…30 tasks…)   // 60 edges")

    package static let workAfterTeardown = DiagnosticCode(
        "DAGC017", .warning, "work that waits for a teardown",
        cause: """
            A failed teardown does not fail the run, but it keeps what waits for it from starting. What comes after a \
            `Using` waits for its work without that.
            """,
        bad: "Using(create, teardown: delete) { load }\ndelete >>> report",
        good: "Using(create, teardown: delete) { load } >>> report")

    package static let ignoredProperty = DiagnosticCode(
        "DAGC195", .error, "property that is ignored for its type",
        leavesModelSound: true,
        cause: """
            Swift compares a property with the one of the language by name and type. With another type it is a property \
            of your own, and the pipeline keeps the default, without a word from the Swift compiler.
            """,
        bad:
            "let tags = [\"orders\"]                 // strings\nlet end = Day(2026, 12, 31)            // a Day, not a Day?",
        good: "let tags: [Name] = [\"orders\"]\nlet end: Day? = Day(2026, 12, 31)")

    package static let deepFlow = DiagnosticCode(
        "DAGC201", .error, "groups nested too deep",
        cause: """
            The id of a task holds the ids of all groups around it, and at most 250 characters: beyond 50 levels no \
            names are left that fit, and nobody finds a task in its boxes.
            """,
        bad:
            "func nested(_ levels: Int) -> Group { Group(\"g\") { if levels > 0 { nested(levels - 1) } else { load } } }",
        good: "Group(\"g\") { load }")

    package static let badQuestion = DiagnosticCode(
        "DAGC440", .error, "question that no answer fits",
        leavesModelSound: true,
        cause: """
            Airflow refuses a file with a question whose default is none of its answers, and a form without fields. Two \
            answers of one name are one.
            """,
        bad: "HumanChoice(\"way\", \"Which?\", among: [\"fast\", \"safe\"], default: [\"slow\"])",
        good: "HumanChoice(\"way\", \"Which?\", among: [\"fast\", \"safe\"], default: [\"safe\"])")

    package static let addressAsPath = DiagnosticCode(
        "DAGC441", .error, "address in place of a path",
        leavesModelSound: true,
        cause: """
            A connection has the address of the service, and a sensor the name of the bucket. What a task names is put \
            behind that, so that a whole address makes one that there is not; for S3, Airflow refuses both together.
            """,
        bad: "HTTPRequest(\"ask\", .get, .shop, path: \"https://shop.example.com/orders\")",
        good: "HTTPRequest(\"ask\", .get, .shop, path: \"/orders\")")

    package static let wrongFormerID = DiagnosticCode(
        "DAGC225", .error, "former id that nothing had",
        leavesModelSound: true,
        cause: """
            A pipeline or task that is renamed says what it was called, so that a plan shows one that is renamed and not \
            one that goes and another that comes. Nothing can have been called like what is still there, or like what \
            another one says that it was.
            """,
        bad: """
            Bash("load", "load orders")
            Bash("load_orders", "load orders").renamed(from: "load")
            """,
        good: "Bash(\"load_orders\", \"load orders\").renamed(from: \"load\")")
}
