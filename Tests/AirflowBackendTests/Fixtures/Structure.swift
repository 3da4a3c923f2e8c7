import DagDSL

/// Every way in which tasks stand to each other, each leaving a line in a file that the test reads.
struct Structure: Pipeline {
    enum Size: String, Outcome {
        case small
        case large
        case empty
    }

    let id: PipelineID = "structure"
    let title: String? = "Every structure"
    let schedule: Schedule = .daily(at: "00:00", in: .utc)
    let owner: Owner = .team("tests")
    let tags: [Name] = ["fixtures"]
    let params: [Param] = [
        .text("size", default: "small", among: ["small", "large", "empty"]),
        .integer("limit", default: 10, in: 1...100).described("How many", title: "Limit", section: "Sizes"),
        .text("day", format: .date).nullable(),
        .text("region", default: "eu").proposing("eu", "us").showing(["eu": "Europe", "us": "America"]),
        .list("tables", default: ["orders"]).proposing("orders", "returns"),
        .dictionary("limits", default: ["rows": 10, "strict": true]),
        .text("told", default: "team@example.com", format: .email),
        .integer("version", default: 3).fixed(),
    ]
    let macros = [Self.weekOf]
    let filters = [Self.daysLater]
    private static let weekOf = TemplateFunction("week_of", in: "dates.py")
    private static let daysLater = TemplateFunction("days_later", in: "dates.py")
    let defaults = TaskDefaults(timeout: .minutes(5), notifications: [.onRetry(.slack(.slack))])
    let notifications: [Notification] = [
        .onFailure(.email(.mail, to: ["data@example.com"]), saying: "run \(.runID) has failed"),
        .onSuccess(.slack(.slack)),
    ]

    var flow: some Flow {
        branches
        mappings
        setUp
        functions
        classes
        rules
        Group("gates", tooltip: "Rules other than the default") {
            let skip = ContinueIf("skip", "no", is: "yes", skippingAll: false)
            let skipped = note("skipped")
            let after = note("after_skip").runs(when: .noneFailed).withoutTimeout().notifies()
            skip >>> skipped >>> after
        }
    }

    @FlowBuilder private var branches: some Flow {
        let size = Branch("size", on: "\(.param(params[0]))", among: Size.self) { size in
            switch size {
            case .small: note("small")
            case .large: note("large") >>> Label("second pass") >>> note("larger")
            case .empty: Skip()
            }
        }
        size >>> note("joined")
    }

    @FlowBuilder private var mappings: some Flow {
        let regions = PythonCall("regions", "regions", in: "lists.py", returning: [String].self)
        let days = PythonCall("days", "days", in: "lists.py", returning: [Int].self)
        let literal = Bash("literal", "echo literal \(.item) \(.runID) >> $NOTES")
            .mapped(over: .list(["a b", "it's"]), atMost: 1, labelled: "item \(.windowStart)")
        let each = Bash("each", "echo each \(.item) >> $NOTES; echo \(.item)")
            .mapped(over: .result(of: regions), labelled: "region \(.item)")
        let collect = PythonCall("collect", "collect", in: "lists.py", ["results": .result(of: each)])
        let pairs = Bash("pairs", "echo pair \(.item("region"))-\(.item("day")) >> $NOTES")
            .mapped(over: .zip(["region": .result(of: regions), "day": .result(of: days)]))
        let table = Bash("table", "echo row \(.item("key"))=\(.item("value")) >> $NOTES")
            .mapped(over: .list([["key": "x", "value": 1], ["key": "y", "value": 2]]), labelled: "\(.item("key"))")
        let product = Bash("product", "echo cell \(.item("letter"))\(.item("number")) >> $NOTES")
            .mapped(over: .product(["letter": .list(["p", "q"]), "number": .list([1, 2])]))
        let described = PythonCall(
            "described", "described", in: "lists.py",
            ["region": "\(.item)", "since": "\(.windowStart)", "braces": "{{ \(.item) {% of {{ '{' }}"]
        ).mapped(over: .result(of: regions))
        let braced = PythonCall(
            "braced", "described", in: "lists.py",
            ["region": "\(.item)", "since": "{{ never }}", "braces": "{{ \(.item) {# of {{ '{' }}"]
        ).mapped(over: .result(of: regions))
        let perRegion = ForEach("per_region", over: .result(of: regions)) {
            let fetch = Bash("fetch", "echo fetch \(.item) \(.windowStart) >> $NOTES; echo fetched-\(.item)")
            fetch >>> Bash("store", "echo store \(.item) \(.result(of: fetch)) >> $NOTES")
        }
        let single = Bash("single", "echo 'only  \(.item)' \"only  \(.item)\" \(.item) | tee -a $NOTES")
            .mapped(over: .list(["x  y"]))
        let perSingle = ForEach("per_single", over: .result(of: single)) {
            Bash("inner", "echo inner \(.item) >> $NOTES")
        }
        single >>> perSingle >>> note("echo singles \(.result(of: single)) >> $NOTES", as: "singles")
        let perSize = ForEach("per_size", over: .list([["size": "s", "limit": 1], ["size": "l", "limit": 2]])) {
            Bash("scale", "echo scale \(.item("size"))-\(.item("limit")) >> $NOTES")
        }
        let perPair = ForEach(
            "per_pair",
            over: .zip(["region": .result(of: regions), "since": .list(["\(.windowStart)", "it's", "{{"])])
        ) {
            Bash("both", "echo both \(.item("region")) \(.item("since")) >> $NOTES")
        }
        regions >>> perPair
        perRegion >>> note("fetched")
        perSize >>> note("scaled")
        Parallel(regions, days) >>> pairs >>> note("echo counted \(.result(of: collect)) >> $NOTES", as: "counted")
        Parallel(literal, table, product, described, braced) >>> note("mapped")
    }

    /// Every rule, behind a task that succeeds, one that is skipped, or both.
    @FlowBuilder private var rules: FlowGraph {
        let ran = note("ran")
        let left = ContinueIf("left", "no", is: "yes", skippingAll: false) >>> note("left_out")
        Group("rules") {
            ran >>> note("rule_always").runs(when: .always)
            left >>> note("rule_all_skipped").runs(when: .allSkipped)
            Parallel(ran, left) >>> note("rule_not_all_skipped").runs(when: .allSkipped)
            Parallel(ran, left) >>> note("rule_none_failed").runs(when: .noneFailed)
            Parallel(ran, left) >>> note("rule_none_skipped").runs(when: .noneSkipped)
            Parallel(ran, left) >>> note("rule_one_succeeded").runs(when: .oneSucceeded)
        }
    }

    /// The package's own functions in texts.
    @FlowBuilder private var functions: FlowGraph {
        Bash("macro", "echo macro \(.macro(Self.weekOf, "\(.windowStart)", "/")) >> $NOTES")
        Bash("filter", "echo filter \(.windowStart.filtered(by: Self.daysLater, "3")) >> $NOTES")
        Operator(
            "own_template", "airflow.providers.standard.operators.bash.BashOperator",
            [
                "bash_command": .template(
                    "echo template {{ week_of(data_interval_start | ts) }} {{ '2026-01-01' | days_later(1) }} >> $NOTES"
                )
            ])
    }

    /// Classes of the package: an operator whose argument is a template, and a group that adds tasks of its own.
    @FlowBuilder private var classes: FlowGraph {
        let steps = OperatorGroup("steps", "kinds_python.classes.Steps", ["names": ["first", "second"]])
        Operator("greet", "kinds_python.classes.Greeting", ["words": "hello \(.windowStart)", "times": 2])
            >>> steps >>> note("after_steps")
        let models = OperatorGroup(
            "models", "kinds_python.classes.Models",
            [
                "models": ["staged": [], "daily": ["staged"], "users": ["staged"]],
                "operator_args": ["env": ["MODE": "full"], "retries": 1], "prefix_group_id": true,
                "default_args": ["pool_slots": 2],
            ])
        note("before_models") >>> Group("marts") { models >>> note("built") } >>> note("after_models")
    }

    @FlowBuilder private var setUp: some Flow {
        Group("cluster") {
            let create = Bash("create", "echo create >> $NOTES; echo cluster-7")
            Using(create, teardown: note("echo destroy \(.result(of: create)) >> $NOTES", as: "destroy")) {
                Parallel(note("use"), note("use_more"))
            }
        }
    }

    private func note(_ id: TaskID) -> Bash { Bash(id, "echo \(id) >> $NOTES") }

    private func note(_ text: RuntimeString, as id: TaskID) -> Bash { Bash(id, text) }
}

/// A failure behind which a task still clears up, and a run that must end as failed.
struct FailingStructure: Pipeline {
    let id: PipelineID = "failing-structure.v1"
    let schedule: Schedule = .manual()
    let owner: Owner = .team("tests")

    private let counted = Bash("counted", "echo 42")
    private static let note = Notification.Channel.notifier(
        "kinds_python.callbacks.Note", text: "words", ["mark": "told", "times": 2])

    var notifications: [Notification] {
        [.onFailure(Self.note, saying: "run of \(.result(of: counted))")]
    }

    var flow: some Flow {
        let work = Bash("work", "exit 1").notifies(
            .onFailure(Self.note, saying: "failed with \(.result(of: counted)) {{ braces }}"),
            .onStart(.function("started", in: "callbacks.py")))
        let skipped = Bash("skipped", "exit 99").notifies(.onSkip(Self.note))
        let again = Bash("again", "test -e $NOTES.again || { touch $NOTES.again; exit 1; }")
            .retry(.fixed(1, every: .seconds(1)))
            .notifies(.onRetry(Self.note, saying: "retried"), .onSuccess(Self.note, saying: "succeeded"))
        counted >>> Parallel(work, skipped, again)
        let after = Bash("after", "echo after >> $NOTES")
        let report = Bash("report", "echo report >> $NOTES").always()
        work >>> after >>> report
        Using(Bash("create", "echo created >> $NOTES"), teardown: Bash("destroy", "echo destroyed >> $NOTES")) {
            Bash("break", "exit 1")
        }
        let machines: Items = .list(["m", "n"])
        Using(
            Bash("hire", "echo hired \(.item) >> $NOTES").mapped(over: machines),
            teardown: Bash("dismiss", "echo dismissed \(.item) >> $NOTES").mapped(over: machines)
        ) {
            Bash("fail", "exit 1")
        }
    }
}
