import DagDSL

/// Pipelines as careful people write them, with the patterns that come nearest to a warning.
enum CleanPipelines {
    static var all: [FixturePipeline] {
        [
            batchLayer, monitoring, hourlyLoad, regions, backfill, weeklyReport, cluster, branches, nestedBranches,
            gate, sensors,
            triggered, follower, manual, params, independent, diamond, shellText, container, quarterHour, berlin,
            mapped, early, byTheClock,
        ]
    }

    /// What a pipeline of the list needs beside it.
    static func writers(for pipeline: FixturePipeline) -> [CatalogEntry] {
        switch pipeline.id {
        case triggered.id, follower.id, manual.id: [CatalogEntry(batchLayer, #filePath)]
        case byTheClock.id: [CatalogEntry(early, #filePath)]
        default: []
        }
    }

    private static let early = FixturePipeline("early") { Bash("load", "load --day \(.windowStart)") }
        .with { $0.schedule = .daily(at: "01:00", in: "Europe/Berlin") }

    /// Clocks change between the two, on two days of the year.
    private static let byTheClock = FixturePipeline("by_the_clock") {
        ExternalTaskSensor("wait", of: early, task: "load").givingUp(after: .hours(1)) >>> Bash("use", "use")
    }
    .with { $0.schedule = .daily(at: "06:00", in: "Europe/Berlin") }

    private static let batchLayer = FixturePipeline("batch_layer") {
        let quality = DataQualityCheck(
            "quality", of: Data.raw, during: \.time,
            rules: [.rowCount(atLeast: 1), .notNull(\.key), .freshness(of: \.time, within: .hours(26))])
        let spark = SparkJob("clean", main: "clean.py", reads: quality.checked, writes: Data.clean)
            .resources(driverMemory: .gibibytes(1), executors: 4).configuration("spark.sql.session.timeZone", "UTC")
        let dbt = DbtBuild("marts", select: .tag("daily"), builds: Data.mart, after: spark.output)
        let compare = Reconciliation(
            "compare", speed: Data.raw, batch: dbt.output, per: .hour(of: \.time), comparing: [.count, .keys(\.key)],
            warn: .discrepancy(above: .percent(1)), critical: .discrepancy(above: .percent(10)))
        let report = QualityReport("report", of: quality, compare).always()
        quality >>> spark >>> dbt >>> compare >>> report
    }
    .with {
        $0.schedule = .daily(at: "02:00", in: .utc)
        $0.maximumActiveRuns = 1
        $0.runTimeout = .hours(20)
        $0.defaults = TaskDefaults(retry: .exponential(3, from: .minutes(1), upTo: .minutes(15)), timeout: .hours(2))
    }

    private static let monitoring = FixturePipeline("monitoring") {
        HTTPCheck("health", .gateway, path: "/health")
            >>> SQLCheck("lag", in: .warehouse, "select count(*) > 0 from lag")
    }
    .with {
        $0.schedule = .every(.minutes(5), covering: .instant)
        $0.maximumActiveRuns = 1
        $0.defaults = TaskDefaults(timeout: .minutes(1))
    }

    private static let hourlyLoad = FixturePipeline("hourly_load") {
        Bash("extract", "extract --from \(.windowStart) --to \(.windowEnd)")
            >>> SQLStatement("load", in: .warehouse, "copy orders from 's3://landing/\(.windowStart)'").pool(.warehouse)
    }
    .with {
        $0.schedule = .hourly(at: 10)
        $0.defaults = TaskDefaults(timeout: .hours(1))
        $0.maximumActiveRuns = 1
    }

    private static let regions = FixturePipeline("regions") {
        let regions: [Name] = ["eu", "us", "apac"]
        let start = Empty("start")
        let end = Bash("publish", "publish")
        for region in regions {
            Group("load_\(region)") { Bash("extract", "extract \(region)") >>> Bash("load", "load \(region)") }
            start >>> Bash("check_\(region)", "check \(region)") >>> end
        }
    }

    private static let backfill = FixturePipeline("backfill") { Bash("load", "load --day \(.windowStart)") }
        .with {
            $0.schedule = .hourly()
            $0.start = Day(2026, 3, 10)
            $0.catchUp = true
            $0.maximumActiveRuns = 4
            $0.runTimeout = .hours(1)
        }

    private static let weeklyReport = FixturePipeline("weekly_report") {
        Bash("collect", "collect") >>> Bash("render", "render") >>> Bash("send", "send").always()
    }
    .with { $0.schedule = .weekly(on: .monday, at: "06:00", in: .utc) }

    private static let cluster = FixturePipeline("cluster") {
        let report = Bash("report", "report")
        Using(Bash("create", "create"), teardown: Bash("delete", "delete")) {
            Bash("load", "load") >>> Bash("check", "check")
        }
            >>> report
    }

    private static let branches = FixturePipeline("branches") {
        Bash("measure", "measure")
            >>> Branch("size", on: "\(.variable(.bucket))", among: Size.self) { size in
                switch size {
                case .small: Bash("small", "load small")
                case .large: Bash("large", "load large") >>> Bash("compact", "compact")
                }
            }
            >>> Bash("publish", "publish")
    }

    private static let nestedBranches = FixturePipeline("nested_branches") {
        Branch("outer", on: "\(.variable(.bucket))", among: Size.self) { size in
            switch size {
            case .small: Skip()
            case .large:
                Branch("inner", on: "\(.variable(.bucket))", among: Size.self) { inner in
                    switch inner {
                    case .small: Bash("a", "load a")
                    case .large: Bash("b", "load b")
                    }
                }
                    >>> Bash("inner_join", "join").runs(when: .noneFailedOneSucceeded)
            }
        }
            >>> Bash("join", "join").runs(when: .noneFailed)
    }

    private static let gate = FixturePipeline("gate") {
        ContinueIf("is_open", "\(.variable(.bucket))", is: "open", skippingAll: false) >>> Bash("load", "load")
            >>> Bash("report", "report").always()
    }

    private static let sensors = FixturePipeline("sensors") {
        FileSensor("file", path: "orders.csv", in: .landing).givingUp(after: .hours(6))
            >>> HTTPSensor("service", .gateway, path: "/ready").checking(every: .seconds(10), mode: .poke)
            .givingUp(after: .minutes(5)) >>> TimeSensor("noon", until: "12:00", in: .utc) >>> Bash("load", "load")
    }

    private static let triggered = FixturePipeline("triggered") {
        SQLStatement("refresh", in: .warehouse, "refresh materialized view orders") >>> Bash("tell", "tell")
    }
    .with { $0.schedule = .onUpdate(of: .dataset(Data.mart)) }

    private static let follower = FixturePipeline("follower") {
        ExternalTaskSensor("wait", of: batchLayer, task: "marts", offset: .hours(4)).givingUp(after: .hours(3))
            >>> Bash("export", "export")
    }
    .with { $0.schedule = .daily(at: "06:00", in: .utc) }

    private static let manual = FixturePipeline("rebuild") {
        Bash("drop", "drop") >>> PipelineTrigger("batch", of: batchLayer)
    }
    .with { $0.schedule = .manual() }

    private static let params = FixturePipeline("params") {
        Bash("load", "load \(.param(table)) --limit \(.param(limit))")
    }
    .with { $0.params = [table, limit] }

    private static let table = Param.text("table", default: "orders", among: ["orders", "customers"])
    private static let limit = Param.integer("limit", default: 100)

    private static let independent = FixturePipeline("independent") {
        Bash("vacuum_orders", "vacuum orders")
        Bash("vacuum_customers", "vacuum customers")
        Bash("vacuum_items", "vacuum items")
    }

    private static let diamond = FixturePipeline("diamond") {
        let extract = Bash("extract", "extract")
        let clean = Bash("clean", "clean")
        let enrich = Bash("enrich", "enrich")
        let load = Bash("load", "load")
        extract >>> Parallel(clean, enrich) >>> load
        clean >>> enrich
        // The report looks at every task, so that it runs whichever of them failed.
        Parallel(extract, clean, load) >>> Bash("report", "report").always()
    }

    /// Text that other tools read, with braces of their own.
    private static let shellText = FixturePipeline("shell_text") {
        Bash("count", "files=(*); echo ${#files[@]} ${files[0]%%.*}")
            >>> Bash("inspect", "docker ps --format '{{.Names}}'")
            >>> Bash("helm", "helm template '{{ .Values.image }}'")
            >>> Bash("script", "/opt/jobs/load.sh") >>> Bash("url", "curl https://user:$PASSWORD@host/")
    }

    private static let container = FixturePipeline("python") {
        Operator(
            "remote", "airflow.providers.ssh.operators.ssh.SSHOperator",
            ["command": .template("{% for day in range(3) %}load {{ macros.ds_add(ds, day) }};{% endfor %}")])
            >>> Operator(
                "remote_too", "airflow.providers.ssh.operators.ssh.SSHOperator",
                [
                    "command": .template(
                        "load {{ data_interval_start | ds }} {{ dag_run.conf.get('x', 'none') | upper }}")
                ])
    }

    private static let quarterHour = FixturePipeline("quarter_hour") { Bash("load", "load") }
        .with { $0.schedule = .cron("*/15 6-20 * * 1-5", in: "Europe/Berlin") }

    private static let berlin = FixturePipeline("berlin") { Bash("load", "load") }
        .with { $0.schedule = .daily(at: "06:30", in: "Europe/Berlin") }

    private static let mapped = FixturePipeline("first_monday") {
        let load = SQLStatement("load", in: .warehouse, "insert into staging select 1")
        load >>> SQLCheck("count", in: .warehouse, "select count(*) > 0 from staging")
    }
    .with { $0.schedule = .cron("0 6 * * 1#1") }
}
