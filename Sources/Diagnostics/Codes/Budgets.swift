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

    static let budgets: [DiagnosticCode] = [.retriesOutlastRun, .badRetry]
}
