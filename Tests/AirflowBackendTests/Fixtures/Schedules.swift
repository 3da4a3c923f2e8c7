import DagDSL

extension BusinessCalendar {
    /// A month with Easter in it.
    static let trading = BusinessCalendar(
        "Trading days", from: Day(2025, 12, 1), through: Day(2026, 4, 30),
        holidays: [Day(2026, 1, 1), Day(2026, 4, 3), Day(2026, 4, 6)], open: [Day(2026, 4, 11)])
}

extension Store {
    static let landing = Store("landing", uri: "file://landing")
}

extension DatasetAlias {
    static let landed = DatasetAlias("landed")
}

enum Landing {
    static let orders = Dataset<Total>("orders", in: .landing, path: "orders").described(by: ["team": "orders"])
    static let returns = Dataset<Total>("returns", in: .landing, path: "returns")
    static let hours = Dataset<Total>("hours", in: .landing, path: "hours")
    static let totals = Dataset<Total>("totals", in: .landing, path: "totals")
    static let regions = Dataset<Total>("regions", in: .landing, path: "regions")
    static let news = Dataset<Total>("news", in: .landing, path: "news").watched(
        by: .file("marker", path: "/tmp/dagc-news.done", every: .seconds(2)),
        .sqs("queue", queue: "https://sqs.eu-central-1.amazonaws.com/1/news", .aws, region: "eu-central-1"),
        .trigger(
            "own", "airflow.providers.standard.triggers.file.FileDeleteTrigger",
            ["filepath": "/tmp/{{ other }}", "poke_interval": 5.5]))
}

/// Does nothing, at times that a test looks at.
struct Scheduled: Pipeline {
    let id: PipelineID
    let schedule: Schedule
    let owner: Owner = .team("tests")
    var end: Day?

    var flow: some Flow { Empty("nothing") }

    /// Those that both versions of Airflow have.
    static let everywhere: [any Pipeline] = [
        Scheduled(
            id: "trading_days", schedule: .businessDays(of: .trading, at: "18:30", in: "Europe/Berlin")),
        Scheduled(
            id: "since_trading_day",
            schedule: .businessDays(of: .trading, at: "18:30", in: "Europe/Berlin", covering: .intervalBefore)),
        Scheduled(
            id: "since_last_of_month",
            schedule: .businessDays(
                .lastOfMonth, of: .trading, at: "00:00", in: .utc, covering: .intervalBefore),
            end: Day(2026, 3, 31)),
        Scheduled(
            id: "third_trading_day", schedule: .businessDays(.ofMonth(3), of: .trading, at: "06:00", in: .utc)),
        Scheduled(
            id: "last_trading_day", schedule: .businessDays(.lastOfMonth, of: .trading, at: "00:00", in: .utc),
            end: Day(2026, 3, 31)),
        Scheduled(
            id: "fair", schedule: .days([Day(2026, 9, 2), Day(2026, 3, 4), Day(2026, 9, 2)], at: "08:00", in: .utc)),
        Scheduled(
            id: "own_timetable",
            schedule: .timetable(
                "acme_timetables.EveryNthDay", ["days": 2, "label": "{{ no template }}"], covering: .instant)),
        Scheduled(id: "on_alias", schedule: .onUpdate(of: .alias(.landed))),
        Scheduled(
            id: "on_alias_or_orders", schedule: .onUpdate(of: .any(.alias(.landed), .dataset(Landing.orders)))),
        AliasWriter(),
    ]

    /// Those that only Airflow 3 has.
    static let onAirflow3: [any Pipeline] = [
        Scheduled(id: "on_news", schedule: .onUpdate(of: .dataset(Landing.news))),
        HourWriter(),
        PerPartition(id: "per_hour", schedule: .onUpdate(of: .dataset(Landing.hours, partitions: .same))),
        PerPartition(id: "per_day", schedule: .onUpdate(of: .dataset(Landing.hours, partitions: .start(of: .day)))),
        Scheduled(
            id: "per_whole_day",
            schedule: .onUpdate(of: .dataset(Landing.hours, partitions: .gathered(into: .day, waitingFor: .allBut(2))))),
        Scheduled(
            id: "per_region",
            schedule: .onUpdate(
                of: .all(
                    .dataset(Landing.returns, partitions: .gathered(["eu", "us"], into: "world")),
                    .dataset(Landing.orders, partitions: .only("eu", "us"))))),
        RuntimeWriter(),
        PerPartition(
            id: "per_named_region",
            schedule: .onUpdate(of: .dataset(Landing.totals, partitions: .spread(over: ["eu", "us"]).atMost(2)))),
        PerPartition(
            id: "per_region_at_runtime", schedule: .onUpdate(of: .dataset(Landing.regions, partitions: .same))),
        PerPartition(
            id: "per_day_of_month",
            schedule: .onUpdate(of: .dataset(Landing.hours, partitions: .spread(over: .day).atMost(3)))),
        Scheduled(
            id: "per_week_and_region",
            schedule: .onUpdate(
                of: .any(
                    .dataset(
                        Landing.returns,
                        partitions: .product(.start(of: .week, in: "Europe/Berlin"), .only("eu", "us"))),
                    .dataset(Landing.hours, partitions: .start(of: .day).then(.same)),
                    .dataset(Landing.orders, partitions: .spread(over: .month, trailing: true))))),
    ]
}

/// Attaches a dataset to an alias that it learns only when it runs.
struct AliasWriter: Pipeline {
    let id: PipelineID = "alias_writer"
    let schedule: Schedule = .manual()
    let owner: Owner = .team("tests")

    var flow: some Flow {
        PythonCall("attach", "attach", in: "landing.py", ["alias": "landed", "name": "orders/2026"]).writes(.landed)
            .writes(Landing.returns)
    }
}

/// Writes a partition an hour, of the hour before.
struct HourWriter: Pipeline {
    let id: PipelineID = "hour_writer"
    let schedule: Schedule = .hourly(at: 5).partitioned(by: "%Y-%m-%dT%H", offset: -1)
    let owner: Owner = .team("tests")

    var flow: some Flow {
        Bash("write", "echo hour \(.partitionKey) >> $NOTES").writes(Landing.hours)
    }
}

/// Names the partitions that it writes while it runs.
struct RuntimeWriter: Pipeline {
    let id: PipelineID = "runtime_writer"
    let schedule: Schedule = .partitionedAtRuntime()
    let owner: Owner = .team("tests")

    var flow: some Flow {
        PythonCall("write", "write_partitions", in: "landing.py", ["keys": ["eu", "us"]]).writes(Landing.regions)
    }
}

/// Notes the partition that it is about.
struct PerPartition: Pipeline {
    let id: PipelineID
    let schedule: Schedule
    let owner: Owner = .team("tests")

    var flow: some Flow { Bash("note", "echo partition \(.partitionKey) >> $NOTES") }
}
