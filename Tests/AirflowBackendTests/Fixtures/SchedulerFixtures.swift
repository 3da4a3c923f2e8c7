import DagDSL

/// What a scheduler decides: which runs there are, what data each is about, and when a task is tried again.
///
/// All runs lie in the past, so that a scheduler has them all to start at once.
enum SchedulerFixtures {
    static let orders = Dataset<Total>("orders", in: .database, path: "orders")
    static let payments = Dataset<Total>("payments", in: .database, path: "payments")
    static let parcels = Dataset<Total>("parcels", in: .database, path: "parcels")
    static let report = Dataset<Total>("report", in: .database, path: "report")

    /// Each with the number of runs that there must be.
    static let starting: [(pipeline: any Pipeline, runs: Int)] = [
        (Producing(), 1), (OnBoth(), 1), (OnEither(), 1), (OnAnother(), 0), (OnReport(), 1), (OnReportOrDaily(), 2),
        (Failing(), 1),
    ]

    /// Around the days on which Berlin's clocks change, at times that do not exist or come twice.
    static let windows = [
        Windows("spring_daily", .daily(at: "02:30", in: berlin), Day(2026, 3, 28), Day(2026, 3, 29)),
        Windows("spring_hourly", .cron("30 2-3 * * *", in: berlin), Day(2026, 3, 29), Day(2026, 3, 29)),
        Windows(
            "spring_moment", .cron("30 2,14 * * *", in: berlin, covering: .instant), Day(2026, 3, 29), Day(2026, 3, 29)),
        Windows("autumn_daily", .daily(at: "02:30", in: berlin), Day(2026, 10, 24), Day(2026, 10, 25)),
        Windows("autumn_hourly", .cron("30 2-3 * * *", in: berlin), Day(2026, 10, 25), Day(2026, 10, 25)),
        Windows("autumn_weekly", .weekly(on: .sunday, at: "03:00", in: berlin), Day(2026, 10, 18), Day(2026, 10, 25)),
        Windows("autumn_halves", .every(.hours(12)), Day(2026, 10, 25), Day(2026, 10, 25)),
    ]

    /// Every way to say times, in zones that change their clocks by an hour, by half of one, in either half of the year
    /// and not at all, around both changes.
    static let calendar = seasons.flatMap { season in
        zones.flatMap { zone in
            ways.map { way in
                Windows("\(season.id)_\(zone.id)_\(way.id)", way.schedule(zone.zone), season.start, season.end)
            }
        }
    }

    private static let seasons: [(id: Name, start: Day, end: Day)] = [
        ("spring", Day(2026, 3, 6), Day(2026, 4, 6)), ("autumn", Day(2026, 9, 25), Day(2026, 11, 2)),
    ]

    private static let zones: [(id: Name, zone: TimeZone)] = [
        ("utc", .utc), ("berlin", "Europe/Berlin"), ("chicago", "America/Chicago"),
        ("lord_howe", "Australia/Lord_Howe"),
        ("kolkata", "Asia/Kolkata"),
    ]

    private static let ways: [(id: Name, schedule: @Sendable (TimeZone) -> Schedule)] = [
        ("midnight", { .daily(at: "00:00", in: $0) }),
        ("night", { .daily(at: "02:30", in: $0) }),
        ("moment", { .daily(at: "02:15", in: $0, covering: .instant) }),
        ("weekly", { .weekly(on: .sunday, at: "02:00", in: $0) }),
        ("monthly", { .monthly(on: 29, at: "01:30", in: $0) }),
        ("workdays", { .cron("0 6 * * 1-5", in: $0) }),
        ("quarters", { .cron("0 */6 * * *", in: $0) }),
        ("several", { .cron("15 1-3 * * 0", in: $0) }),
        ("several_moments", { .cron("15,45 1-3 * * 0", in: $0, covering: .instant) }),
        ("hourly", { _ in .hourly(at: 5) }),
        ("halves", { _ in .every(.hours(12)) }),
        ("moments", { _ in .every(.hours(7), covering: .instant) }),
    ]

    private static let berlin: TimeZone = "Europe/Berlin"

    /// A task that updates a dataset.
    static func update(_ id: TaskID, _ dataset: Dataset<Total>) -> SQLStatement {
        SQLStatement(id, in: .database, "select 1").writes(dataset)
    }
}

/// Writes down the window that a task sees.
struct Windows: Pipeline {
    let id: PipelineID
    let schedule: Schedule
    let owner: Owner = .team("tests")
    let start: Day?
    let end: Day?
    let catchUp = true
    let maximumActiveRuns: Int? = 1

    init(_ id: PipelineID, _ schedule: Schedule, _ start: Day, _ end: Day) {
        (self.id, self.schedule, self.start, self.end) = (id, schedule, start, end)
    }

    var flow: some Flow {
        Bash("note", "echo '\(id) \(.windowStart) \(.windowEnd)' >> $NOTES")
    }
}

/// Brings two datasets up to date, one after the other.
struct Producing: Once {
    let id: PipelineID = "producing"

    var flow: some Flow {
        SchedulerFixtures.update("orders", SchedulerFixtures.orders)
            >>> SchedulerFixtures.update("payments", SchedulerFixtures.payments)
    }
}

/// Starts when both of its datasets were updated, and updates a third one.
struct OnBoth: Pipeline {
    let id: PipelineID = "on_both"
    let schedule: Schedule = .onUpdate(
        of: .all(.dataset(SchedulerFixtures.orders), .dataset(SchedulerFixtures.payments)))
    let owner: Owner = .team("tests")

    var flow: some Flow { SchedulerFixtures.update("report", SchedulerFixtures.report) }
}

/// Starts when one of its datasets was updated.
struct OnEither: Pipeline {
    let id: PipelineID = "on_either"
    let schedule: Schedule = .onUpdate(
        of: .any(.dataset(SchedulerFixtures.payments), .dataset(SchedulerFixtures.parcels)))
    let owner: Owner = .team("tests")

    var flow: some Flow { Empty("nothing") }
}

/// Waits for a dataset that nobody updates.
struct OnAnother: Pipeline {
    let id: PipelineID = "on_another"
    let schedule: Schedule = .onUpdate(
        of: .all(.dataset(SchedulerFixtures.orders), .dataset(SchedulerFixtures.parcels)))
    let owner: Owner = .team("tests")

    var flow: some Flow { Empty("nothing") }
}

/// Starts behind a pipeline that was itself started by datasets.
struct OnReport: Pipeline {
    let id: PipelineID = "on_report"
    let schedule: Schedule = .onUpdate(of: .dataset(SchedulerFixtures.report))
    let owner: Owner = .team("tests")

    var flow: some Flow { Empty("nothing") }
}

/// Starts behind the same update, and once at a time of its own.
struct OnReportOrDaily: Once {
    let id: PipelineID = "on_report_or_daily"
    let schedule: Schedule = .onUpdate(of: .dataset(SchedulerFixtures.report), orCron: "0 0 * * *")

    var flow: some Flow { Empty("nothing") }
}

/// Fails, with all that must happen nevertheless.
struct Failing: Once {
    let id: PipelineID = "failing"

    var flow: some Flow {
        let flaky = Bash("flaky", "test -e $NOTES.tried || { touch $NOTES.tried; exit 1; }")
            .retry(.fixed(2, every: .seconds(1)))
        let broken = Bash("broken", "exit 1").retry(.fixed(1, every: .seconds(1)))
        let stopped = Bash("stopped", "true")
        let report = Bash("report", "true").always()
        flaky >>> broken >>> stopped >>> report
        flaky
            >>> Using(Bash("create", "true"), teardown: Bash("destroy", "true")) {
                Bash("use", "exit 1").retry(.never)
            }
    }
}

/// Has one run, which is over.
protocol Once: Pipeline {}

extension Once {
    var schedule: Schedule { .daily(at: "00:00", in: .utc) }
    var owner: Owner { .team("tests") }
    var start: Day? { Day(2026, 1, 1) }
    var end: Day? { Day(2026, 1, 1) }
    var catchUp: Bool { true }
}
