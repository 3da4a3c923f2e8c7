extension DiagnosticCode {
    package static let badCron = DiagnosticCode(
        "DAGC020", .error, "schedule that is no schedule",
        leavesModelSound: true,
        cause: """
            Airflow does not read a cron expression when the DAG is made; the error shows up only when the scheduler \
            does, and the DAG disappears.
            """,
        bad: "let schedule: Schedule = .cron(\"61 * * * *\")",
        good: "let schedule: Schedule = .cron(\"1 * * * *\")")

    package static let neverFires = DiagnosticCode(
        "DAGC021", .error, "schedule that never fires",
        leavesModelSound: true,
        cause: """
            No calendar has the day that the schedule asks for: Airflow searches for it and then fails. Or a list of \
            days holds none, or a single one although each run is to cover the time since the day before. Or a \
            condition on datasets has a part that names none, for which there is nothing to wait.
            """,
        bad: "let schedule: Schedule = .cron(\"0 0 30 2 *\")",
        good: "let schedule: Schedule = .cron(\"0 0 28 2 *\")")

    package static let endBeforeStart = DiagnosticCode(
        "DAGC026", .error, "end before start",
        leavesModelSound: true,
        cause: "The last day comes before the first one, so no run is ever made. Airflow does not say so.",
        bad: "let start = Day(2026, 5, 1) as Day?\nlet end = Day(2026, 4, 1) as Day?",
        good: "let end = Day(2026, 6, 1) as Day?")

    package static let neverStarts = DiagnosticCode(
        "DAGC231", .error, "pipeline without a start that needs one",
        leavesModelSound: true,
        cause: """
            Without a start Airflow makes no run of what catches up or goes on without a pause, and says nothing of it. A \
            time of the first day needs a first day.
            """,
        bad: "let start: Day? = .unbounded\nlet catchUp = true",
        good: "let start: Day? = Day(2026, 1, 1)\nlet catchUp = true")

    package static let badDate = DiagnosticCode(
        "DAGC028", .error, "day that does not exist",
        leavesModelSound: true,
        cause: "The calendar has no such day, so the generated file could not be imported.",
        bad: "let start: Day? = Day(2026, 2, 29)",
        good: "let start: Day? = Day(2026, 2, 28)")

    package static let manyCatchUpRuns = DiagnosticCode(
        "DAGC024", .warning, "catch-up that starts very many runs",
        cause: """
            With `catchUp` Airflow makes a run for every window since the start, sixteen at a time by default, as soon \
            as the pipeline is deployed. They compete with everything else for days.
            """,
        bad: "let schedule: Schedule = .hourly()\nlet catchUp = true",
        good: "let maximumActiveRuns: Int? = 2   // says how many of them may run at once")

    package static let clockChange = DiagnosticCode(
        "DAGC025", .warning, "time that clock changes skip or repeat",
        cause: """
            On the days named, the zone's clocks skip the time of the schedule or show it twice. Airflow then starts \
            the run an hour later on the clock, or at the second of the two times. Of two times in an hour that is \
            skipped, as in `15,45 2 * * *`, only the first has a run, and what lies between them is in no run's window.
            """,
        bad: "let schedule: Schedule = .daily(at: \"02:30\", in: \"Europe/Berlin\")",
        good: "let schedule: Schedule = .daily(at: \"04:30\", in: \"Europe/Berlin\")   // or in `.utc`")

    package static let startBetweenWindows = DiagnosticCode(
        "DAGC027", .warning, "start in the middle of a window",
        cause: """
            Airflow's first run covers the first whole window after the start, so the days before it are covered by no \
            run, although the pipeline catches up.
            """,
        bad: "let schedule: Schedule = .monthly(on: 1, at: \"03:00\", in: .utc)\nlet start: Day? = Day(2026, 1, 15)",
        good: "let start: Day? = Day(2026, 1, 1)")

    package static let sameMinute = DiagnosticCode(
        "DAGC029", .warning, "many pipelines at the same minute",
        cause: """
            All of them queue their first tasks at once, wait for the same workers and connections, and leave these \
            idle for the rest of the time.
            """,
        bad: "let schedule: Schedule = .daily(at: \"00:00\", in: .utc)   // in 25 pipelines",
        good: "let schedule: Schedule = .daily(at: \"00:10\", in: .utc)   // spread over the hour")

    package static let unknownZone = DiagnosticCode(
        "DAGC031", .error, "unknown time zone",
        leavesModelSound: true,
        cause: "The IANA database has no zone of that name, so the generated file could not be imported.",
        bad: "let schedule: Schedule = .daily(at: \"04:00\", in: \"Europe/Berln\")",
        good: "let schedule: Schedule = .daily(at: \"04:00\", in: \"Europe/Berlin\")")

    package static let unevenStep = DiagnosticCode(
        "DAGC032", .warning, "step that does not divide its cycle",
        cause: """
            Steps of cron start anew with every hour, day, week, month or year. `*/7` fires at minutes 0, 7, … 56 and \
            then again after 4 minutes; every second day of the month fires on the 31st and on the 1st.
            """,
        bad: "let schedule: Schedule = .cron(\"*/7 * * * *\")",
        good: "let schedule: Schedule = .every(.minutes(7))")

    package static let eitherDay = DiagnosticCode(
        "DAGC033", .warning, "day of month or day of week",
        cause: """
            When both days are restricted, cron fires on a day that fits either one. `0 6 1-7 * 1` is not the first \
            Monday of a month but every Monday and the first seven days.
            """,
        bad: "let schedule: Schedule = .cron(\"0 6 1-7 * 1\")",
        good: "let schedule: Schedule = .cron(\"0 6 * * 1#1\")   // the first Monday")

    package static let parallelContinuous = DiagnosticCode(
        "DAGC034", .error, "continuous pipeline with several runs at once",
        leavesModelSound: true,
        cause: """
            A continuous schedule starts a run when the last one has ended. Airflow refuses such a DAG when it may \
            have more than one active run.
            """,
        bad: "let schedule: Schedule = .continuous()\nlet maximumActiveRuns: Int? = 4",
        good: "let maximumActiveRuns: Int? = 1")

    package static let runValueOutsideRun = DiagnosticCode(
        "DAGC161", .error, "value of a run where there is none",
        cause: """
            A timetable and a watcher live in the scheduler and the triggerer, before any run. Airflow renders no \
            template there and knows no result of a task.
            """,
        bad: "let schedule: Schedule = .timetable(\"acme.Close\", [\"day\": \"\\(.windowStart)\"], covering: .instant)",
        good: "let schedule: Schedule = .timetable(\"acme.Close\", [\"market\": \"XETR\"], covering: .instant)")

    package static let badPartitions = DiagnosticCode(
        "DAGC163", .error, "partitions that cannot be made",
        cause: "Airflow refuses such a mapping of partitions when it reads the DAG.",
        bad: ".onUpdate(of: .dataset(orders, partitions: .gathered(into: .day, waitingFor: .atLeast(0))))",
        good: ".onUpdate(of: .dataset(orders, partitions: .gathered(into: .day, waitingFor: .atLeast(20))))")

    package static let partsNeverComplete = DiagnosticCode(
        "DAGC217", .error, "partitions that are never complete",
        leavesModelSound: true,
        cause: """
            A run that gathers partitions waits for one at the start of each hour, day or month of its period, by their \
            keys. The keys that the other pipeline writes are others, or too few: the run never starts, and Airflow says \
            nothing of it.
            """,
        bad: """
            // in the pipeline that writes `orders`
            let schedule: Schedule = .daily(at: "06:00", in: .utc).partitioned(by: "%Y-%m-%dT%H:%M:%S")
            // in the one that gathers
            let schedule: Schedule = .onUpdate(of: .dataset(orders, partitions: .gathered(into: .week)))
            """,
        good: """
            let schedule: Schedule = .daily(at: "06:00", in: .utc).partitioned(by: "%Y-%m-%d")
            …
            let schedule: Schedule = .onUpdate(of: .dataset(orders, partitions: .gathered(into: .week)))
            """)

    package static let otherDay = DiagnosticCode(
        "DAGC212", .warning, "day of UTC where a zone has another",
        cause: """
            Times are written in UTC unless the text names a zone. Shortly after midnight in a zone east of Greenwich, \
            UTC still has the day before: the files of every run get the wrong day.
            """,
        bad: """
            let schedule: Schedule = .daily(at: "00:30", in: "Europe/Berlin")
            …
            Bash("load", "load \\(.windowStart(.day))")
            """,
        good: "Bash(\"load\", \"load \\(.windowStart(.day, in: \"Europe/Berlin\"))\")")

    package static let everyMinuteOfHour = DiagnosticCode(
        "DAGC035", .warning, "every minute of one hour",
        cause: "A star for the minute beside an hour starts sixty runs within that hour, and people mean one.",
        bad: "let schedule: Schedule = .cron(\"* 2 * * *\")",
        good: "let schedule: Schedule = .cron(\"0 2 * * *\")")

    package static let monthsWithoutDay = DiagnosticCode(
        "DAGC036", .warning, "day that some months do not have",
        cause: "A run on the 29th, 30th or 31st of each month is left out in the months that end earlier.",
        bad: "let schedule: Schedule = .monthly(on: 31, at: \"02:00\", in: .utc)",
        good: "let schedule: Schedule = .cron(\"0 2 L * *\")   // the last day")
}
