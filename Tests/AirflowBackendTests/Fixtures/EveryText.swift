import DagDSL

/// Every place of a pipeline that takes a text which is no id, each with a mark of its own: `@…@`.
///
/// The tests put other texts in place of the marks. A mark that no check lets be anything else, such as a URI, stays
/// out; what may hold only a name of Python or Kubernetes keeps its name.
struct EveryText: Pipeline {
    enum Way: String, Outcome {
        case left = "@way-left@"
        case right = "@way-right@"
    }

    let id: PipelineID = "every_text"
    let title: String? = "@title@"
    let summary = "@summary@"
    let schedule: Schedule = .daily(at: "00:00", in: .utc)
    let owner: Owner = .team("tests")
    let tags: [Name] = ["@tag@"]
    let params: [Param] = [
        .text("words", default: "@param-default@", among: ["@param-default@", "@param-option@"])
            .described("@param-summary@", title: "@param-title@", section: "@param-section@"),
        .list("several", default: ["@param-list@"]),
    ]
    let defaults = TaskDefaults(notifications: [.onRetry(.slack(.slack), saying: "@retried@ \(.runID)")])
    let notifications: [Notification] = [
        .onFailure(.email(.mail, to: ["@failed-to@"]), saying: "@failed@ \(.runID)"),
        .onSuccess(.pagerDuty(.pager), saying: "@succeeded@"),
    ]

    var flow: some Flow {
        texts
        databases
        services
        containers
        clouds
        mappings
        jobs
    }

    @FlowBuilder private var texts: FlowGraph {
        Group("group", tooltip: "@tooltip@") {
            let way = Branch("way", on: "@branch@\(.param(params[0]))", among: Way.self) { way in
                switch way {
                case .left: Bash("left", "@bash@\(.windowStart)@bash-end@").documented("@doc@").titled("@task-title@")
                case .right: Empty("right")
                }
            }
            let gate = ContinueIf("gate", "@gate@", is: "@expected@")
            way >>> gate >>> Label("@label@") >>> Empty("after")
        }
        SlackMessage("slack", to: .slack, "@slack@\(.windowStart)")
        EmailMessage("mail", to: ["@to@"], subject: "@subject@", html: "@html@", by: .mail)
        PythonCall(
            "python", "anything", in: "anything.py",
            [
                "text": "@python@", "nested": ["@python-list@", ["key": "@python-dict@\(.runID)"]],
                "day": "\(.windowEnd)",
            ])
        Operator(
            "own", "airflow.providers.standard.operators.bash.BashOperator",
            ["bash_command": "@own@\(.runID)", "env": ["KEY": "@own-env@\(.runID)"], "output_encoding": "@own-plain@"])
    }

    @FlowBuilder private var databases: FlowGraph {
        SQLStatement(
            "statement", in: .database, "@sql@\(.windowStart); select 1", parameters: ["word": "@sql-parameter@"])
        SQLQuery("query", in: .database, "@sql-query@", rows: Total.self)
        SQLCheck("check", in: .database, "@sql-check@\(.windowStart)")
        SQLCheck("check_file", in: .embedded, "@sql-embedded@\(.windowEnd)")
        SQLSensor("rows", in: .database, "@sql-sensor@")
    }

    @FlowBuilder private var services: FlowGraph {
        HTTPCheck("http_check", .service, path: "@check-path@\(.windowStart)")
        HTTPRequest("get", .get, .service, path: "@path@", body: .form(["field": "@form@"]))
        HTTPRequest("put", .put, .service, path: "/", body: .text("@body@"), headers: ["X-Header": "@header@"])
        HTTPRequest(
            "post", .post, .service, path: "/",
            body: .json(["a": "@json@", "b": ["@json-list@"], "c": "@json-mixed@\(.windowStart)"]))
        HTTPSensor("http_sensor", .service, path: "@sensor-path@", answerContains: "@contains@")
        FileSensor("file", path: "@file@", in: .landing)
        PipelineTrigger("start", of: Downstream(), configuration: ["key": "@conf@\(.runID)"])
    }

    @FlowBuilder private var containers: FlowGraph {
        Container("pod", image: "@image@", command: ["@command@"], arguments: ["@argument@\(.windowStart)"])
            .variables(["NAME": "@variable@", "MIXED": "\(.variable(.greeting))@variable-mixed@"])
            .variable("TOKEN", from: PodSecret("@secret@", key: "@secret-key@"))
            .variables(fromSecret: "@secret-all@").variables(fromConfigMap: "@config-map@")
            .mount(.empty("scratch"), at: "@mount@", subPath: "@sub-path@")
            .mount(.claim("@claim@", as: "claimed"), at: "/claim")
            .mount(.configMap("@volume-map@", as: "mapped"), at: "/map")
            .mount(.secret("@volume-secret@", as: "secret"), at: "/secret")
            .beside(
                SideContainer(
                    "side", image: "@side-image@", command: ["@side-command@"], arguments: ["@side-argument@"]
                )
                .variable("SIDE", "@side-variable@").mount(.empty("scratch"), at: "@side-mount@")
            )
            .onNodes(labelled: "@node-label@", "@node-value@").tolerating("@taint@", "@taint-value@")
            .affinity(.nodes("@affinity-label@", in: "@affinity-value@")).affinity(.near("app", "@near@"))
            .serviceAccount("account").imagePullSecret("@pull@").label("team", "@pod-label@")
            .annotation("note", "@annotation@")
    }

    @FlowBuilder private var clouds: FlowGraph {
        GlueJob("glue", job: "@glue@", arguments: ["--day": "@glue-argument@\(.windowStart)"], .aws)
        GlueCrawler("crawler", crawler: "@crawler@\(.runID)", .aws)
        LambdaCall(
            "lambda", function: "@function@", qualifier: "@qualifier@", payload: ["key": "@payload@\(.runID)"], .aws)
        EMRStep("step", cluster: "@cluster@", jar: "@jar@", arguments: ["@step@", "@step-mixed@\(.runID)"], .aws)
        EMRServerlessJob(
            "serverless", application: "@application@", role: "@role@", entryPoint: "@entry@",
            arguments: ["@job@\(.runID)"], submitParameters: "@submit@", .aws)
        StateMachineRun("machine", machine: "@machine@", input: ["key": "@input@\(.runID)"], .aws)
        S3KeySensor("s3", key: "@key@\(.windowStart)", in: "@bucket@", .aws)
    }

    @FlowBuilder private var mappings: FlowGraph {
        Bash("map_bash", "@map-bash@ \(.item) \(.runID)").mapped(over: .list(["@item-1@", "@item-2@"]))
        Bash("map_label", "echo \(.item("key"))")
            .mapped(over: .list([["key": "@entry-1@"], ["key": "@entry-2@"]]), labelled: "@map-label@\(.item("key"))")
        PythonCall("map_python", "anything", in: "anything.py", ["text": "\(.item)"])
            .mapped(over: .list(["@call-1@", "@call-2@"]))
        SlackMessage("map_slack", to: .slack, "@before@\(.item)@after@").mapped(over: .list(["@inside@"]))
        let words = PythonCall("words", "anything", in: "anything.py", returning: [String].self)
        SlackMessage("map_words", to: .slack, "@before-word@\(.item)@after-word@").mapped(over: .result(of: words))
        Bash("map_commands", "@map-command@ \(.item) \(.runID)").mapped(over: .result(of: words))
        ForEach("each", over: .list(["@each@"])) { Bash("each_bash", "@each-before@\(.item)@each-after@") }
    }

    @FlowBuilder private var jobs: FlowGraph {
        let spark = SparkJob("spark", main: "@main@.py", reads: Texts.read, writes: Texts.written)
            .configuration("spark.note", "@spark-value@")
        let build = DbtBuild(
            "build", select: .any(.tag("@dbt-term-1@"), .model("@dbt-term-2@")), builds: Texts.built,
            after: spark.output)
        spark >>> build
        DataQualityCheck("quality", of: Texts.read, rules: [.notNull(\.country)])
    }
}

private enum Texts {
    static let read = Dataset<Total>("read", in: .embedded, path: "read")
    static let written = Dataset<Total>("written", in: .embedded, path: "written")
    static let built = Dataset<Total>("built", in: .database, path: "public/built")
}

/// What only Airflow 3 has.
struct EveryHumanText: Pipeline {
    let id: PipelineID = "every_human_text"
    let schedule: Schedule = .manual()
    let owner: Owner = .team("tests")

    var flow: some Flow {
        let approval = Approval("approve", "@question@\(.runID)").explained("@details@\(.runID)")
            .answered(by: Person(id: "@person@", name: "@person-name@"))
        let choice = HumanChoice("choose", "@where@", among: ["@eu@", "@us@"], default: ["@eu@"])
        let entry = HumanEntry("enter", "@which@", fields: [.text("reason", "@initial@")])
        approval >>> choice >>> entry
    }
}

/// Where ``EveryText`` runs, with Spark as `spark-submit` or as an operator of Kubernetes.
struct TextProject: Project {
    let name: Name = "texts"
    let start = Day(2026, 1, 1)
    let environments = [
        Environment("submit", spark: .submit(.spark, applications: "@applications@")),
        Environment(
            "kubernetes",
            spark: .kubernetes(
                .cluster, namespace: "jobs", image: "@spark-image@", sparkVersion: "4.0.1",
                applications: "@spark-applications@")),
    ]
}

extension Environment {
    fileprivate init(_ name: Name, spark: SparkSetting) {
        self.init(
            name, orchestrator: .airflow(.v3_3, tree: "/tree"),
            data: DataPlatform(
                connections: [.service, .database, .cluster, .aws, .landing, .slack, .mail, .pager, .spark],
                stores: [
                    StoreSetting(.database, .postgres(.database)),
                    StoreSetting(.embedded, .duckDB("@database-file@"), root: "@store-root@"),
                ],
                variables: [.greeting], spark: spark,
                dbt: DbtSetting(project: "@dbt-project@", profiles: "@dbt-profiles@", target: "@dbt-target@"),
                python: "@interpreter@"),
            cluster: .kubernetes(.cluster, namespace: "jobs"))
    }
}

extension Connection {
    fileprivate static let pager = Connection("pager", .pagerDuty)
    fileprivate static let spark = Connection("spark", .spark)
}
