extension DiagnosticCode {
    package static let badCron = DiagnosticCode(
        "DAGC020", .error, "schedule that is no schedule",
        cause: """
            Airflow does not read a cron expression when the DAG is made; the error shows up only when the scheduler \
            does, and the DAG disappears.
            """,
        bad: "let schedule: Schedule = .cron(\"61 * * * *\")",
        good: "let schedule: Schedule = .cron(\"1 * * * *\")")

    package static let neverFires = DiagnosticCode(
        "DAGC021", .error, "schedule that never fires",
        cause: "No calendar has the day that the schedule asks for. Airflow searches for it and then fails.",
        bad: "let schedule: Schedule = .cron(\"0 0 30 2 *\")",
        good: "let schedule: Schedule = .cron(\"0 0 28 2 *\")")

    package static let endBeforeStart = DiagnosticCode(
        "DAGC026", .error, "end before start",
        cause: "The last day comes before the first one, so no run is ever made. Airflow does not say so.",
        bad: "let start = Day(2026, 5, 1) as Day?\nlet end = Day(2026, 4, 1) as Day?",
        good: "let end = Day(2026, 6, 1) as Day?")

    package static let badDate = DiagnosticCode(
        "DAGC028", .error, "day that does not exist",
        cause: "The calendar has no such day, so the generated file could not be imported.",
        bad: "let start: Day? = Day(2026, 2, 29)",
        good: "let start: Day? = Day(2026, 2, 28)")

    static let schedules: [DiagnosticCode] = [.badCron, .neverFires, .endBeforeStart, .badDate]
}
