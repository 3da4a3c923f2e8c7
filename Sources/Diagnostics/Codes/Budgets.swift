extension DiagnosticCode {
    package static let retriesOutlastRun = DiagnosticCode(
        "DAGC050", .error, "retries that outlast the run",
        cause: """
            The waits between tries and the tries themselves may take longer than the run's time-out, so the last \
            tries can never happen.
            """,
        bad: "let runTimeout: Duration? = .hours(1)\n…\nload.retry(.fixed(3, every: .minutes(30)))",
        good: "let runTimeout: Duration? = .hours(4)")

    package static let badRetry = DiagnosticCode(
        "DAGC052", .error, "retries or times out of range",
        cause: """
            A number of retries below 0, a time-out of 0 or a wait below 0 passes Airflow's import and then never \
            retries, or fails every try at once.
            """,
        bad: "load.retry(.fixed(-1, every: .minutes(1)))",
        good: "load.retry(.never)")

    package static let runsOutlastInterval = DiagnosticCode(
        "DAGC051", .warning, "runs that may last for several intervals",
        cause: """
            Only one run may be active, and its limits let it take several times as long as the schedule's interval. \
            A run that hangs keeps the ones after it waiting for that long.
            """,
        bad:
            "let schedule: Schedule = .every(.minutes(10))\nlet maximumActiveRuns: Int? = 1\nlet runTimeout: Duration? = .hours(2)",
        good: "let runTimeout: Duration? = .minutes(20)")

    package static let badLimit = DiagnosticCode(
        "DAGC056", .error, "limit that lets nothing run",
        cause: "With a limit below 1 no run or no task ever starts, or every run times out at once.",
        bad: "let maximumActiveRuns: Int? = 0",
        good: "let maximumActiveRuns: Int? = 1")

    static let budgets: [DiagnosticCode] = [.retriesOutlastRun, .runsOutlastInterval, .badRetry, .badLimit]
}
