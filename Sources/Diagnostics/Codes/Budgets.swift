extension DiagnosticCode {
    package static let retriesOutlastRun = DiagnosticCode(
        "DAGC050", .error, "retries that outlast the run",
        leavesModelSound: true,
        cause: """
            The waits between tries and the tries themselves may take longer than the run's time-out, so the last \
            tries can never happen.
            """,
        bad: "let runTimeout: Duration? = .hours(1)\n…\nload.retry(.fixed(3, every: .minutes(30)))",
        good: "let runTimeout: Duration? = .hours(4)")

    package static let badRetry = DiagnosticCode(
        "DAGC052", .error, "retries or times out of range",
        leavesModelSound: true,
        cause: """
            A number of retries below 0, a time-out of 0 or a wait below 0 passes Airflow's import and then never \
            retries, or fails every try at once.
            """,
        bad: "load.retry(.fixed(-1, every: .minutes(1)))",
        good: "load.retry(.never)")

    package static let unknownErrorSign = DiagnosticCode(
        "DAGC170", .error, "sign that no error has",
        leavesModelSound: true,
        cause: """
            An exception without its module, or an exit code that no process can have, never matches an error: the \
            rule would be there and do nothing.
            """,
        bad: ".byErrorClass(otherwise: .never, knowing: [.exception(\"ClientError\", is: .transient)])",
        good:
            ".byErrorClass(otherwise: .never, knowing: [.exception(\"botocore.exceptions.ClientError\", is: .transient)])"
    )

    package static let outOfRange = DiagnosticCode(
        "DAGC200", .error, "number out of range",
        cause: """
            Nobody can mean a time of more than ten years, a wait of less than nothing or more things than a database \
            counts. A scheduler refuses the file, or counts wrongly without a word.
            """,
        bad: "sensor.givingUp(after: .days(5000))",
        good: "sensor.givingUp(after: .hours(6))")

    package static let runsOutlastInterval = DiagnosticCode(
        "DAGC051", .warning, "runs that may last for several intervals",
        cause: """
            Only one run may be active, and its limits let it take several times as long as the schedule's interval. \
            A run that hangs keeps the ones after it waiting for that long.
            """,
        bad:
            """
            let schedule: Schedule = .every(.minutes(10))
            let maximumActiveRuns: Int? = 1
            let runTimeout: Duration? = .hours(2)
            """,
        good: "let runTimeout: Duration? = .minutes(20)")

    package static let patientSensor = DiagnosticCode(
        "DAGC053", .warning, "sensor that waits for a week",
        cause: """
            Airflow's own limit for a sensor is seven days. Until then its run is active, and nobody hears that what \
            it waits for is missing.
            """,
        bad: "S3KeySensor(\"wait\", key: \"orders.csv\", in: \"landing\", .aws)",
        good: "S3KeySensor(\"wait\", key: \"orders.csv\", in: \"landing\", .aws).givingUp(after: .hours(6))")

    package static let pokingSensor = DiagnosticCode(
        "DAGC054", .warning, "sensor that holds a worker",
        cause: """
            In mode `.poke` a sensor sits on its worker's slot for the whole wait. A few of them, and no work is done: \
            the tasks they wait for may not find a slot either.
            """,
        bad: "sensor.checking(every: .minutes(5), mode: .poke)",
        good: "sensor.deferred()")

    package static let longWait = DiagnosticCode(
        "DAGC055", .warning, "wait that outlasts the runs that may be active",
        cause: """
            When what the sensor waits for is late, each interval adds a run that waits as well. Before the first \
            gives up there are as many as may be active, and the schedule stands still.
            """,
        bad:
            "let schedule: Schedule = .hourly()\nlet maximumActiveRuns: Int? = 1\n…\nsensor.givingUp(after: .hours(6))",
        good: "sensor.givingUp(after: .minutes(50))")

    package static let blockedRuns = DiagnosticCode(
        "DAGC045", .warning, "failure that blocks all later runs",
        cause: """
            The task waits until it has succeeded in the run before. After one failure the next runs wait for it; they \
            stay active, fill the limit of active runs, and nothing ends them.
            """,
        bad: "let maximumActiveRuns: Int? = 1\n…\nload.dependsOnPast()",
        good: "let runTimeout: Duration? = .hours(12)")

    package static let badLimit = DiagnosticCode(
        "DAGC056", .error, "limit that lets nothing run",
        leavesModelSound: true,
        cause: "With a limit below 1 no run or no task ever starts, or every run times out at once.",
        bad: "let maximumActiveRuns: Int? = 0",
        good: "let maximumActiveRuns: Int? = 1")

    package static let pathOutlastsRun = DiagnosticCode(
        "DAGC057", .warning, "tasks that outlast the run together",
        cause: """
            Each of these tasks may take as long as its own time-out says, and they run one after the other. Together \
            they may take longer than the run, which then fails although no task was too slow.
            """,
        bad: """
            let runTimeout: Duration? = .hours(1)
            …
            a.timeout(.minutes(50)) >>> b.timeout(.minutes(50))
            """,
        good: "let runTimeout: Duration? = .hours(2)")

    package static let unreachedDeadline = DiagnosticCode(
        "DAGC058", .warning, "deadline that does not fit the run",
        cause: """
            A deadline after the run's time-out is never missed by a run that still goes on. One before the end that the \
            tasks' own time-outs allow is missed by runs in which all is well.
            """,
        bad:
            "let runTimeout: Duration? = .hours(1)\nlet deadline: Deadline? = .within(.hours(2), of: .queued, else: mail)",
        good:
            "let runTimeout: Duration? = .hours(3)\nlet deadline: Deadline? = .within(.hours(2), of: .queued, else: mail)"
    )

    package static let singleLook = DiagnosticCode(
        "DAGC445", .warning, "sensor that looks once",
        cause: """
            The time between two looks is longer than the sensor waits at all. It looks when it starts, and when it would \
            look again it has given up: what comes a moment after the first look is missed.
            """,
        bad: "file.checking(every: .hours(2)).givingUp(after: .hours(1))",
        good: "file.checking(every: .minutes(5)).givingUp(after: .hours(1))")
}
