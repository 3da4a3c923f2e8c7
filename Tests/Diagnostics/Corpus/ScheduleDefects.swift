import DagDSL

extension Defect {
    static var schedules: [Defect] {
        [
            Defect("a cron minute is out of range", "DAGC020", scheduled(.cron("75 2 * * *"))),
            Defect("a cron expression has four fields", "DAGC020", scheduled(.cron("0 2 * *"))),
            Defect("a schedule asks for 30 February", "DAGC021", scheduled(.cron("0 2 30 2 *"))),
            Defect(
                "catching up makes a run for every hour of years", "DAGC024",
                scheduled(.hourly()).with { $0.catchUp = true }),
            Defect(
                "a daily time does not exist when clocks go forward", "DAGC025",
                scheduled(.daily(at: "02:30", in: "America/New_York"))),
            Defect(
                "the end comes before the start", "DAGC026",
                scheduled(.daily(at: "02:00", in: .utc)).with { $0.end = Day(2025, 1, 1) }),
            Defect(
                "the start lies in the middle of a month", "DAGC027",
                scheduled(.monthly(on: 1, at: "02:00", in: .utc)).with {
                    $0.start = Day(2026, 3, 10)
                    $0.catchUp = true
                }),
            Defect(
                "the start is no day of the calendar", "DAGC028",
                scheduled(.daily(at: "02:00", in: .utc)).with { $0.start = Day(2026, 2, 30) }),
            Defect("a time zone is misspelt", "DAGC031", scheduled(.daily(at: "05:00", in: "Europe/Pariss"))),
            Defect("every 45 minutes is written as a step", "DAGC032", scheduled(.cron("*/45 * * * *"))),
            Defect("the first Monday is written as two restrictions", "DAGC033", scheduled(.cron("0 6 1-7 * mon"))),
            Defect(
                "a continuous pipeline may have several runs", "DAGC034",
                scheduled(.continuous()).with { $0.maximumActiveRuns = 3 }),
        ]
    }

    private static func scheduled(_ schedule: Schedule) -> FixturePipeline {
        FixturePipeline { Bash("load", "load orders") }.with { $0.schedule = schedule }
    }
}
