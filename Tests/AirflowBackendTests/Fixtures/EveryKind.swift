import DagDSL

/// Every kind that both versions of Airflow have, with every setting of it.
struct EveryKind: Pipeline {
    let id: PipelineID = "every_kind"
    let schedule: Schedule = .daily(at: "04:00", in: .utc)
    let owner: Owner = .team("tests")

    var flow: some Flow {
        databases
        watches
        services
        containers
        clouds
        sensors
    }

    @FlowBuilder private var databases: FlowGraph {
        let load = SQLStatement(
            "load", in: .database, "insert into totals select * from raw where day = :day; select 1",
            parameters: ["day": "\(.windowStart)", "least": 3]
        )
        .committingEach()
        let query = SQLQuery("query", in: .database, "select country, amount from totals", rows: Total.self)
        load >>> query
        SlackMessage("tell", to: .slack, "Totals: \(.result(of: query))")
        EmailMessage(
            "mail", to: ["data@example.com"], subject: "Totals of \(.windowStart)",
            html: "<b>\(.result(query.rows))</b>",
            by: .mail)
        PythonCall("totals", "totals", in: "figures.py", ["rows": .result(query.rows), "day": "\(.windowStart)"])
        Bash("script", "run.sh")
        let grouped = SQLQuery("grouped", in: .database, "select country, amount from totals", rows: Total.self)
        PythonCall("early", "totals", in: "figures.py", ["rows": .result(grouped.rows), "day": "x"])
        Group("later") { grouped }
    }

    @FlowBuilder private var watches: FlowGraph {
        HealthCheck(
            "health", of: .http("web", .service, path: "/health?run=\(.runID)", expecting: ["status": "UP"]),
            .tcp("port", .service), .sql("database", .database, "select '\(.windowEnd)' is not null"),
            .kafka("bus", .service, topics: "orders", "refunds", brokers: 3), .airflow("airflow", .service))
        PerformanceCheck(
            "performance", of: .age("age", of: Watched.totals, by: \.at, atMost: .minutes(5)),
            .lag("lag", of: Watched.totals, by: \.at, behind: Watched.sources, by: \.at, atMost: .minutes(1)),
            .value("rate", in: .database, "select 1", atLeast: 1, atMost: "2.5", unit: "/s"),
            .prometheus("errors", .service, "sum(errors)", atMost: 5))
        AlertCheck("alerts", by: .service, where: "severity=critical", ignoring: ["Heartbeat"])
    }

    @FlowBuilder private var services: FlowGraph {
        HTTPRequest("get", .get, .service, path: "/orders", body: .form(["day": "\(.windowStart)"]), answer: .json)
            .deferred()
        HTTPRequest("put", .put, .service, path: "/orders/1", body: .text("plain"), headers: ["X-Run": "\(.windowEnd)"])
        HTTPRequest("post", .post, .service, path: "/orders", body: .json(["day": "\(.windowStart)", "all": true]))
        PipelineTrigger("start", of: Downstream(), configuration: ["day": "\(.windowStart)", "full": false]).waiting()
        PipelineTrigger("restart", of: Downstream()).startingAnew()
        Operator(
            "custom", "airflow.providers.standard.operators.bash.BashOperator",
            [
                "bash_command": .template("echo {{ ds }} $WAIT"), "env": ["WAIT": .template("{{ run_id }}")],
                "retry_delay": .duration(.minutes(2)), "append_env": true, "skip_on_exit_code": [98, 99],
                "output_processor": .reference("json.dumps"),
            ])
        Announcement("own_kind", "Done with \(.windowStart)")
    }

    @FlowBuilder private var containers: FlowGraph {
        Container("plain", image: "busybox:1.37", arguments: ["echo", "config.yaml"])
        let scratch = PodVolumeSource.empty("scratch", limit: .gibibytes(2))
        Container(
            "score", image: "registry.example.com/score:2", command: ["python", "score.py"],
            arguments: ["--day", "\(.windowStart)"]
        )
        .variables(["REGION": "eu", "GREETING": "\(.variable(.greeting))"])
        .variable("TOKEN", from: PodSecret("score", key: "token"))
        .variables(fromSecret: "shared").variables(fromConfigMap: "settings")
        .mount(scratch, at: "/scratch").mount(.claim("models", as: "models"), at: "/models", readOnly: true)
        .mount(.configMap("rules", as: "rules"), at: "/rules", subPath: "rules.yaml")
        .mount(.secret("keys", as: "keys"), at: "/keys")
        .resources(cpu: .milli(500), memory: .gibibytes(1), cpuLimit: .cores(2), memoryLimit: .mebibytes(1536), gpus: 1)
        .beside(
            SideContainer("proxy", image: "proxy:1", command: ["proxy"], arguments: ["--port", "5432"])
                .variable("ZONE", "a").variable("PASSWORD", from: PodSecret("proxy", key: "password"))
                .mount(scratch, at: "/scratch").resources(cpu: .milli(100), memory: .mebibytes(64))
        )
        .after(SideContainer("fetch", image: "fetch:1").mount(scratch, at: "/out"))
        .onNodes(labelled: "pool", "gpu").tolerating("gpu").tolerating("spot", "yes", effect: .noSchedule)
        .affinity(.nodes("zone", in: "a", "b")).affinity(.preferredNodes("disk", in: "ssd", weight: 10))
        .affinity(.near("app", "cache")).affinity(.awayFrom("app", "score", topology: "zone"))
        .serviceAccount("score").imagePullSecret("registry").label("team", "data").annotation("note", "scored")
        .startTimeout(.minutes(10)).keepingFailedPods().returningResult().deferred()
    }

    @FlowBuilder private var clouds: FlowGraph {
        let glue = GlueJob(
            "glue", job: "clean", arguments: ["--day": "\(.windowStart)"], .aws, region: "eu-central-1", deferred: true)
        GlueCrawler("crawl", crawler: "orders-\(.variable(.greeting))", joining: true, .aws, deferred: true)
        let lambda = LambdaCall(
            "notify", function: "notify", qualifier: "live", payload: ["run": .result(glue.runID)], .aws)
        LambdaCall("notify_event", function: "notify", waits: false, .aws)
        EMRStep(
            "emr_step", cluster: "j-1", arguments: ["spark-submit", "s3://jobs/clean.py", "s3://jobs/conf.json"],
            onFailure: .cancelRest, .aws
        )
        .timeout(.hours(3))
        EMRServerlessJob(
            "emr_serverless", application: "00f1", role: "arn:aws:iam::1:role/emr", entryPoint: "s3://jobs/clean.py",
            arguments: ["--day", "\(.windowStart)"], submitParameters: "--conf spark.executor.cores=4", .aws,
            deferred: true)
        StateMachineRun(
            "states", machine: "arn:aws:states:eu-central-1:1:stateMachine:load",
            input: ["answer": .result(lambda.answer)],
            .aws)
    }

    @FlowBuilder private var sensors: FlowGraph {
        Group("sensors") {
            S3KeySensor("s3", key: "in/\(.windowStart).csv", in: "bucket", .aws).deferred()
            S3KeySensor("s3_pattern", matching: "in/*.csv", in: "bucket", .aws).checking(every: .minutes(5))
            FileSensor("file", path: "*.csv", in: .landing).givingUp(after: .hours(2), then: .skip)
            SQLSensor("sql", in: .database, "select count(*) from raw").checking(every: .seconds(10), mode: .poke)
            HTTPSensor("http", .service, path: "/ready", answerContains: "yes").backingOff()
            HTTPSensor("http_deferred", .service, path: "/ready").deferred()
            ExternalTaskSensor("upstream", of: Upstream(), task: "group.work")
            ExternalTaskSensor("upstream_run", of: Upstream()).deferred()
            ExternalTaskSensor("upstream_or_skipped", of: Upstream(), task: "group.work", whenSkipped: .counts)
                .withoutExistenceCheck().onError(.keepWaiting)
            ExternalTaskSensor("upstream_skips", of: Upstream(), task: "group.work", whenSkipped: .skips).onError(.skip)
                .givingUp(after: .hours(1), then: .skip)
            ExternalTaskSensor("upstream_in_vain", of: Upstream(), task: "group.work")
                .givingUp(after: .hours(1), then: .skip)
            ExternalTaskSensor("upstream_fails", of: Upstream(), task: "group.work", whenSkipped: .fails)
            ExternalTaskMarker("mark", for: "wait", of: Follower(), offset: .hours(1))
                .suppressing(.DAGC193, because: "Airflow 2 clears it")
            ExternalTaskSensor("yesterday", of: self, task: "load", offset: .days(1)).checking(every: .minutes(1))
            TimeSensor("delay", afterWindowEnd: .hours(2)).deferred()
            TimeSensor("clock", until: "06:30", in: "Europe/Berlin")
            TimeSensor("clock_deferred", until: "06:30", in: .utc).deferred()
        }
    }
}

/// A task kind of a user's own.
struct Announcement: PipelineTask {
    var declaration: TaskDeclaration

    init(
        _ id: TaskID, _ text: RuntimeString, file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        declaration = TaskDeclaration(
            id, operator: "airflow.providers.slack.operators.slack_webhook.SlackWebhookOperator",
            ["slack_webhook_conn_id": "slack", "message": .text(text)], connections: [.slack], file: file, line: line,
            column: column)
    }
}

/// Waits for ``EveryKind``.
struct Follower: Pipeline {
    let id: PipelineID = "follower"
    let schedule: Schedule = .daily(at: "05:00", in: .utc)
    let owner: Owner = .team("tests")
    let deadline: Deadline? = .within(.hours(2), of: .scheduled, else: .slack(.slack))

    var flow: some Flow { ExternalTaskSensor("wait", of: EveryKind(), task: "sensors.mark") }
}

/// Runs two hours before ``EveryKind``.
struct Upstream: Pipeline {
    let id: PipelineID = "upstream"
    let schedule: Schedule = .daily(at: "02:00", in: .utc)
    let owner: Owner = .team("tests")

    var flow: some Flow {
        Group("group") { Bash("work", "echo work") }
    }
}

/// Is started by ``EveryKind`` and ``RunnableKinds``.
struct Downstream: Pipeline {
    let id: PipelineID = "downstream"
    let schedule: Schedule = .manual()
    let owner: Owner = .team("tests")

    var flow: some Flow { Empty("nothing") }
}

/// What only Airflow 3 has.
struct HumanKinds: Pipeline {
    let id: PipelineID = "human_kinds"
    let schedule: Schedule = .manual()
    let owner: Owner = .team("tests")

    var flow: some Flow {
        let figures = Bash("figures", "echo 42")
        let approval = Approval("approve", "Publish \(.result(of: figures))?", onRefusal: .fail, default: .reject)
            .explained("The figures of **\(.windowStart)**.").expected(within: .hours(4))
            .answered(by: Person(id: "1", name: "ada"))
        let choice = HumanChoice("choose", "Where to?", among: ["eu", "us"], several: true, default: ["eu"])
        let entry = HumanEntry(
            "enter", "Limits?",
            fields: [.text("reason", "none"), .integer("rows", 10), .number("share", 0.5), .bool("strict", true)])
        let route = HumanBranch("route", "Which way for \(.result(of: figures))?", among: Way.self, default: .back) {
            way in
            switch way {
            case .forth: Group("onward") { Parallel(Bash("first", "true"), Bash("second", "true")) }
            case .back: Skip()
            }
        }
        .notifying(.slack(.slack), .email(.mail, to: ["team@example.com"]), saying: "\(.result(of: figures))?")
        .expected(within: .hours(1))
        approval >>> choice >>> entry >>> route >>> Bash("joined", "true")
    }

    enum Way: String, Outcome {
        case forth = "Go on"
        case back = "Go back"
    }
}

/// Deadlines that only Airflow 3 has.
struct LateRuns: Pipeline {
    let id: PipelineID
    let schedule: Schedule = .daily(at: "05:00", in: .utc)
    let owner: Owner = .team("tests")
    let deadline: Deadline?

    var flow: some Flow { Empty("nothing") }

    static let all: [any Pipeline] = [
        LateRuns(id: "late_queued", deadline: .within(.hours(2), of: .queued, else: .slack(.slack))),
        LateRuns(id: "late_average", deadline: .within(.minutes(10), of: .averageEnd(ofLast: 5), else: .slack(.slack))),
        LateRuns(
            id: "late_moment",
            deadline: .within(
                .minutes(0), of: .moment(Day(2026, 12, 24), at: "14:00", in: "Europe/Berlin"),
                else: .email(.mail, to: ["team@example.com"]))),
    ]
}

private enum Watched {
    static let totals = Dataset<Moment>("watched_totals", in: .embedded, path: "totals")
    static let sources = Dataset<Moment>("watched_sources", in: .database, path: "sources")
}

private struct Moment: Schema {
    let at = Column<Timestamp>("at")
}
