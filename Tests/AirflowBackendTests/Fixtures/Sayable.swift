import DagDSL

/// What people bring along from Airflow beside tasks: starts of all kinds, deadlines of their own, files of SQL.
struct Sayable: Pipeline {
    let id: PipelineID
    var schedule: Schedule = .daily(at: "05:00", in: "Europe/Berlin")
    let owner: Owner = .team("tests")
    var start: Day?
    var startTime: TimeOfDay?
    var deadline: Deadline?

    var flow: some Flow {
        SQLStatement("load", in: .database, file: "orders/load.sql", parameters: ["limit": 3])
        Bash("each", "echo \(.item)").mapped(over: .list(["a", "b"]))
    }

    /// Those that both versions of Airflow have.
    static let everywhere: [any Pipeline] = [
        Sayable(id: "timed_start", start: Day(2026, 2, 1), startTime: "06:30"),
        Sayable(id: "by_hand", schedule: .manual(), start: .unbounded),
        Sayable(
            id: "late", deadline: .within(.hours(1), of: .scheduled, else: .function("missed", in: "callbacks.py"))),
        Sayable(id: "working_day", schedule: .cron("0 6 15W * *")),
    ]

    /// One that Airflow 2 does not load.
    static let withoutStart = Sayable(id: "without_start", start: .unbounded)
}
