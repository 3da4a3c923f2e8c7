extension DiagnosticCode {
    package static let unknownConnection = DiagnosticCode(
        "DAGC070", .error, "unknown connection",
        leavesModelSound: true,
        cause: "The environment has no connection of that id. Airflow finds out when the task runs, at night.",
        bad: "HTTPCheck(\"ping\", Connection(\"gatway\", .http), path: \"/health\")",
        good: "HTTPCheck(\"ping\", .gateway, path: \"/health\")   // and `connections: [.gateway]` in the environment")

    package static let unknownVariable = DiagnosticCode(
        "DAGC071", .error, "unknown variable",
        leavesModelSound: true,
        cause: "The environment has no variable of that key, so the template fails when the task runs.",
        bad: "Bash(\"load\", \"load.sh \\(.variable(bucket))\")   // the environment names no such variable",
        good: "Environment(\"prod\", …, data: DataPlatform(variables: [bucket]))")

    package static let unknownParam = DiagnosticCode(
        "DAGC079", .error, "param that is missing",
        leavesModelSound: true,
        cause: """
            A text uses a param that the pipeline does not declare, or a scheduled pipeline has one that must be \
            given. Airflow fails the task, or refuses the DAG.
            """,
        bad: "Bash(\"load\", \"load.sh \\(.param(.text(\"region\")))\")   // not in `params`",
        good: "let params: [Param] = [.text(\"region\", default: \"eu\")]")

    package static let unknownPythonFunction = DiagnosticCode(
        "DAGC085", .error, "unknown Python function",
        cause: """
            The package has no such Python file, the file has no such function at its top, or the function has other \
            parameters. Airflow would find out when it reads the DAG, or when the task runs.
            """,
        bad: "PythonCall(\"summarise\", \"sumarise\", in: \"orders.py\")",
        good: "PythonCall(\"summarise\", \"summarise\", in: \"orders.py\")   // python/orders.py has `def summarise():`"
    )

    package static let unfittingArgument = DiagnosticCode(
        "DAGC233", .warning, "argument of another type than the function says",
        cause: """
            Python does not look at annotations when it calls. A text with a part of the run stays a text when that part \
            is a number or a truth value, and the text `False` is true.
            """,
        bad:
            "PythonCall(\"load\", \"load\", in: \"load.py\", [\"full\": \"\\(.param(full))\"])   // def load(full: bool)",
        good:
            "PythonCall(\"load\", \"load\", in: \"load.py\", [\"full\": \"\\(.param(full))\"])   // def load(full: str)"
    )

    package static let unknownSQLFile = DiagnosticCode(
        "DAGC232", .error, "unknown SQL file",
        cause: "The folder `sql` beside the pipelines has no such file, so that the task would fail when it loads it.",
        bad: "SQLStatement(\"load\", in: .warehouse, file: \"laod.sql\")",
        good: "SQLStatement(\"load\", in: .warehouse, file: \"load.sql\")   // sql/load.sql is there")

    package static let unfittingOperator = DiagnosticCode(
        "DAGC230", .warning, "operator that does not take what it is given",
        cause: """
            The class that the path names is not there, or has no such parameter, so that Airflow refuses the file. \
            Classes of the package are read as they are, those of providers as the release had them that the finding \
            names: suppress it where yours is another.
            """,
        bad:
            "Operator(\"load\", \"airflow.providers.standard.operators.bash.BashOperator\", [\"bash_comand\": \"load\"])",
        good:
            "Operator(\"load\", \"airflow.providers.standard.operators.bash.BashOperator\", [\"bash_command\": \"load\"])"
    )

    package static let repeatedName = DiagnosticCode(
        "DAGC198", .error, "name that is given twice",
        cause: "Python refuses a keyword that comes twice in a call, and of two entries of a dictionary it keeps one.",
        bad:
            "PythonCall(\"load\", \"load\", in: \"load.py\", [\"day\": \"\\(.windowStart)\", \"day\": \"\\(.windowEnd)\"])",
        good:
            "PythonCall(\"load\", \"load\", in: \"load.py\", [\"from\": \"\\(.windowStart)\", \"to\": \"\\(.windowEnd)\"])"
    )

    package static let badPythonName = DiagnosticCode(
        "DAGC086", .error, "name that Python cannot read",
        cause: """
            Paths and arguments of operators, notifiers, triggers and timetables become names of Python in the file, \
            which could not be read with this one; a number that is not finite has no form there at all. And what is \
            written as JSON, or fixed before any run, holds only texts, numbers, truth values, lists and dictionaries: \
            no object of Python and nothing of a run.
            """,
        bad: "Operator(\"load\", \"my operators.Load\", [\"table-name\": \"orders\"])",
        good: "Operator(\"load\", \"my_operators.Load\", [\"table_name\": \"orders\"])")

    package static let unknownPipeline = DiagnosticCode(
        "DAGC090", .error, "unknown pipeline or task of another pipeline",
        leavesModelSound: true,
        cause: "A task starts or waits for a pipeline, or a task of it, that the project does not have.",
        bad: "ExternalTaskSensor(\"wait\", of: Ingest(), task: \"laod\")",
        good: "ExternalTaskSensor(\"wait\", of: Ingest(), task: \"load\")")

    package static let noMatchingRun = DiagnosticCode(
        "DAGC091", .error, "wait for a run that the schedules do not give",
        leavesModelSound: true,
        cause: """
            A sensor waits for the run of another pipeline whose window starts at a certain time. Either nobody can \
            tell from the two schedules at which, or the other pipeline has no run at that time. It would wait until \
            it gives up.
            """,
        bad: "ExternalTaskSensor(\"wait\", of: Hourly())   // in a weekly pipeline",
        good: "ExternalTaskSensor(\"wait\", of: Hourly(), offset: .hours(-167))")

    package static let firstRunsWait = DiagnosticCode(
        "DAGC226", .warning, "wait for a run before the first",
        cause: """
            A sensor waits for an earlier run of its own pipeline. The first run has none before it, so that it waits in \
            vain and fails. The run that waits for that one fails as well, and so on: somebody has to set one to success \
            by hand.
            """,
        bad: "ExternalTaskSensor(\"yesterday\", of: self, offset: .days(1)).givingUp(after: .hours(1)) >>> load",
        good: """
            ExternalTaskSensor("yesterday", of: self, offset: .days(1)).givingUp(after: .hours(1), then: .skip)
                >>> Empty("go-on").runs(when: .noneFailed) >>> load
            """)

    package static let someRunsUnmatched = DiagnosticCode(
        "DAGC213", .warning, "wait for a run that there is not on some days",
        cause: """
            The runs of two pipelines are so far apart on most days, and not on all: clocks change between them, or one of \
            them rests on some days. On those days the sensor waits for a run that never comes, until it gives up.
            """,
        bad: """
            // 01:00 and 06:00 in Berlin: four or six hours on the days on which clocks change
            ExternalTaskSensor("wait", of: Early(), offset: .hours(5)).givingUp(after: .hours(2))
            """,
        good: "ExternalTaskSensor(\"wait\", of: Early()).givingUp(after: .hours(2))")

    package static let producedTwice = DiagnosticCode(
        "DAGC095", .error, "dataset with two producers",
        leavesModelSound: true, isSuppressible: true,
        cause: """
            Two pipelines write the same dataset. Their runs overwrite each other, and whoever is started by the \
            dataset runs for both.
            """,
        bad: "// in two pipelines\nSparkJob(\"clean\", main: \"clean.py\", reads: Lake.raw, writes: Lake.orders)",
        good: "SparkJob(\"clean\", main: \"clean.py\", reads: Lake.raw, writes: Lake.ordersRebuilt)")

    package static let foreignProperty = DiagnosticCode(
        "DAGC190", .warning, "property by another tool's name",
        cause: """
            A pipeline may have properties of its own, so Swift takes `let catchup = true` without a word, and the \
            pipeline keeps its default. The name is one that Airflow uses; the language has another for it.
            """,
        bad: "let catchup = true\nlet max_active_runs = 1",
        good: "let catchUp = true\nlet maximumActiveRuns: Int? = 1")

    package static let badParam = DiagnosticCode(
        "DAGC207", .error, "param whose default does not fit",
        leavesModelSound: true,
        cause: "Airflow holds the default of a param against its limits when it reads the file, and refuses all of it.",
        bad: "Param.text(\"region\", default: \"ap\", among: [\"eu\", \"us\"])",
        good: "Param.text(\"region\", default: \"eu\", among: [\"eu\", \"us\"])")

    package static let noResult = DiagnosticCode(
        "DAGC080", .error, "result that no task leaves",
        cause: """
            A sensor, a statement without rows, a Spark job or a container that returns nothing leaves no result: a text \
            says `None` in its place, and a mapping over it fails.
            """,
        bad: "Bash(\"say\", \"echo \\(.result(of: SQLStatement(\"load\", in: .lake, \"insert …\")))\")",
        good: "Bash(\"say\", \"echo \\(.result(of: PythonCall(\"count\", \"count\", in: \"orders.py\")))\")")

    package static let unusedConfiguration = DiagnosticCode(
        "DAGC211", .warning, "configuration that nobody reads",
        cause: "The other pipeline has params, and none of this name: what the trigger hands over is lost.",
        bad:
            "PipelineTrigger(\"next\", of: Load(), configuration: [\"dya\": \"2026-01-31\"])   // it has a param `day`",
        good: "PipelineTrigger(\"next\", of: Load(), configuration: [\"day\": \"2026-01-31\"])")

    package static let refusedConfiguration = DiagnosticCode(
        "DAGC216", .error, "configuration that the other pipeline refuses",
        leavesModelSound: true,
        cause: """
            The param of the other pipeline takes only some values, and this is none of them. Airflow starts no run and \
            fails the task that should have.
            """,
        bad: "PipelineTrigger(\"next\", of: Load(), configuration: [\"mode\": \"old\"])   // `mode` is among all, new",
        good: "PipelineTrigger(\"next\", of: Load(), configuration: [\"mode\": \"new\"])")

    package static let unreadablePython = DiagnosticCode(
        "DAGC208", .error, "Python that cannot be read",
        leavesModelSound: true,
        cause: "A bracket or a text is not closed. Airflow refuses every DAG that imports the file.",
        bad: "def load(day: str:   # in pipelines/python/orders.py",
        good: "def load(day: str):")

    package static let workOnImport = DiagnosticCode(
        "DAGC209", .warning, "work at the top of a Python file",
        cause: """
            The DAG imports the file, so Airflow runs what stands at its top whenever it reads the DAG, every half a \
            minute: a slow service makes all DAGs late, and one that is down takes them away.
            """,
        bad: "limits = requests.get(\"https://api.example.com/limits\").json()\n\ndef load(): ...",
        good: "def load():\n    limits = requests.get(\"https://api.example.com/limits\").json()")

    package static let unusedResult = DiagnosticCode(
        "DAGC228", .warning, "result that nobody uses",
        cause: """
            The task is asked to keep what it found for others, and none of them uses it. The rows, or what the container \
            has written, go into Airflow's database for nothing; a container gets a second one beside it for that.
            """,
        bad: "SQLQuery(\"count\", in: .warehouse, \"select count(*) from orders\")   // its rows go nowhere",
        good: """
            let count = SQLQuery("count", in: .warehouse, "select count(*) from orders")
            PythonCall("compare", "compare", in: "orders.py", ["rows": .result(of: count)])
            """)

    package static let wholeTable = DiagnosticCode(
        "DAGC229", .warning, "result as large as a table",
        cause: """
            The rows of the query become a value of the run, which Airflow keeps in its database and hands from task to \
            task; an execution of Step Functions fails above 256 KiB. The query takes every row and column that there is, \
            so the value grows with the table.
            """,
        bad: "SQLQuery(\"orders\", in: .warehouse, \"select * from orders\")",
        good: "SQLQuery(\"regions\", in: .warehouse, \"select region, count(*) from orders group by region\")")
}
