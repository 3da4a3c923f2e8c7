import DagDSL

/// Texts that read as other values, where templates render to objects.
struct MovedNatively: Pipeline {
    let id: PipelineID = "moved_natively"
    let schedule: Schedule = .once()
    let owner: Owner = .team("tests")
    let rendersNativeObjects = true

    var flow: some Flow {
        PythonCall(
            "texts", "given", in: "given.py", ["value": "1_000", "other": ["True", "{'a': 1}"], "third": "b'x'"])
        Bash("port", "echo port $PORT >> $NOTES").variables(["PORT": "8080"])
    }
}

/// What people bring along who move a DAG and what runs on one machine, each telling what it was given.
struct MovedRuns: Pipeline {
    enum Way: String, Outcome {
        case small
        case large

        var label: String? { self == .small ? nil : "more than we thought" }
    }

    enum Next: String, Outcome {
        case onward
        case back
    }

    let id: PipelineID = "moved_runs"
    let schedule: Schedule = .once()
    let owner: Owner = .team("tests")
    let documentation: String? = "# Moved\n\nWhat stood in `doc_md`."
    let defaults = TaskDefaults(retry: .fixed(1, every: .seconds(1))).bearingFailures()
    let params: [Param] = [
        .schema("window", ["type": ["string", "null"], "format": "duration", "$comment": "any length"], default: nil),
        .schema("choice", ["enum": [1, 2, "three"]], default: 2),
        .integer("level", default: 3, among: [1, 3, 5]),
        .list("sizes", default: [1, 2]),
        .list("rows", default: [["name": "a"]]),
        .text("span", default: "P1D", format: .duration),
    ]

    /// What all calls have in common.
    private static let common: Arguments = ["value": "common", "third": 3]

    private static func arguments(isLarge: Bool) -> Arguments {
        var all = common + ["value": "own"]
        if isLarge { all["other"] = [1, 2] }
        return all
    }

    var flow: some Flow {
        functions
        mappings
        shells
        sensors
        OperatorGroup("box", "kinds_python.classes.Box", ["tooltip": "things in a box", "colour": "red"]) {
            PythonCall("inside", "given", in: "given.py", ["value": 1]) >>> Empty("after")
        }
    }

    @FlowBuilder private var functions: FlowGraph {
        Branch("way", calling: "way", in: "given.py", ["size": 7], among: Way.self) { way in
            switch way {
            case .small: PythonCall("few", "given", in: "given.py", Self.arguments(isLarge: false))
            case .large: PythonCall("many", "given", in: "given.py", Self.arguments(isLarge: true))
            }
        }
        // A function that asks for the run's context is given it, whatever its arms are called.
        Branch("informed", calling: "by_context", in: "given.py", ["least": 2], among: Way.self) { way in
            switch way {
            case .small: PythonCall("unknown", "given", in: "given.py", ["value": "unknown"])
            case .large: PythonCall("known", "given", in: "given.py", ["value": "known"])
            }
        }
        Branch("direct", calling: "onward", in: "given.py", among: Next.self) { next in
            switch next {
            case .onward: PythonCall("onward", "given", in: "given.py", ["value": "onward"])
            case .back: PythonCall("back", "given", in: "given.py", ["value": "back"])
            }
        }
        ContinueIf("open", calling: "is_above", in: "given.py", ["number": 3, "least": 2])
            >>> PythonCall("passed", "given", in: "given.py", ["value": "passed"])
        ContinueIf("shut", calling: "is_above", in: "given.py", ["number": 1, "least": 2])
            >>> PythonCall("never", "given", in: "given.py", ["value": "never"])
        PythonCall(
            "texts", "given", in: "given.py",
            [
                "value": "run of \(.template("{{ dag.dag_id }}")) in \(.param(params[2]))",
                "other": "\(.template("macros.ds_add('2026-11-18', 7)")) {{ as it stands }}",
            ])
    }

    @FlowBuilder private var mappings: FlowGraph {
        let calls = PythonCall("calls", "calls", in: "given.py", returning: [String].self)
        PythonCall("each_call", "given", in: "given.py").mapped(overArguments: .result(of: calls))
        PythonCall("each_known", "given", in: "given.py")
            .mapped(overArguments: .list([["value": "a"], ["value": "b", "other": 2]]))
        let deep = PythonCall("deep", "deep", in: "given.py", returning: [String].self)
        PythonCall("each_deep", "given", in: "given.py", ["value": "\(.item("address", "city"))"])
            .mapped(over: .result(of: deep))
    }

    @FlowBuilder private var shells: FlowGraph {
        Bash("settings", "echo settings $DAY $PWD >> $NOTES")
            .variables(["DAY": "\(.windowStart(.day))"]).inFolder("/")
        Bash("each_setting", "echo each_setting \(.item) $OWN >> $NOTES").variables(["OWN": "own \(.item)"])
            .mapped(over: .list(["a", "b"]))
        // What ends as a script does is no name of a file.
        ForEach("script", over: .list(["c", "d"])) {
            Bash("script", "echo script \(.item) >> $NOTES; ls /no/such/load.sh").skipping(onStatus: 2)
        }
        Bash("bare", "echo bare ${HOME-none} >> $NOTES").variables(["NOTES": "\(.template("var.value.notes"))"])
            .withoutWorkerVariables()
        Bash("skipped", "exit 42").skipping(onStatus: 42, 43)
            >>> Bash("not_reached", "echo not_reached >> $NOTES")
        Bash("fails", "exit 1").retry(.never) >>> Bash("borne", "echo borne >> $NOTES").always()
    }

    @FlowBuilder private var sensors: FlowGraph {
        BashSensor("command", "test -n \"$NOTES\"").checking(every: .seconds(1), mode: .poke)
            .givingUp(after: .minutes(5))
        PythonSensor("function", "is_above", in: "given.py", ["number": 3, "least": 2])
            .checking(every: .seconds(1), mode: .poke).givingUp(after: .minutes(5))
        OperatorSensor(
            "weekday", "airflow.providers.standard.sensors.weekday.DayOfWeekSensor",
            ["week_day": ["Thursday", "Wednesday"], "use_task_logical_date": true]
        )
        .checking(every: .seconds(1), mode: .poke).givingUp(after: .minutes(5), then: .skip)
    }

}

/// What people bring along who move a DAG and what needs more than one machine.
struct Moved: Pipeline {
    let id: PipelineID = "moved"
    let schedule: Schedule = .once()
    let owner: Owner = .team("tests")

    var flow: some Flow {
        foreign
        containers
        Empty("asset").reads(Asset(uri: "s3://lake/moved")).writes(Asset(named: "moved_orders"))
        Operator("each_operator", "kinds_python.classes.Greeting", ["times": 1])
            .mapped(overArguments: .list([["words": "hello"], ["words": "bye"]]))
        PythonCall("outside", "given", in: "given.py", ["value": 1])
            .byPython(at: "\(.template("var.value.get('python', 'python3')"))")
        PythonCall("apart", "summed", in: "given.py", ["left": 1, "right": 2])
            .inVirtualEnvironment(requirements: ["pandas==2.2.3"], python: "3.11")
    }

    @FlowBuilder private var foreign: FlowGraph {
        let strange = ForeignPipeline("strange", schedule: .once())
        ExternalTaskSensor("foreign_run", of: strange, offset: .hours(1)).givingUp(after: .minutes(5))
            .withoutExistenceCheck()
        ExternalTaskSensor("foreign_group", of: ForeignPipeline("unknown"), group: "load.all")
            .givingUp(after: .minutes(5)).withoutExistenceCheck()
        PipelineTrigger("foreign_start", of: strange, configuration: ["day": 1])
    }

    @FlowBuilder private var containers: FlowGraph {
        Container("varying", image: "registry/\(.variable(.greeting)):1", arguments: ["a"])
            .pullPolicy(.always).namespace("other-\(.variable(.greeting))").withoutReattaching()
            .mount(.host("/srv/data", as: "data"), at: "/data")
    }
}

/// A failure that a rule hides: borne where that is said, and shown where it is not or where nothing is hidden.
struct Borne: Pipeline {
    let id: PipelineID
    let schedule: Schedule = .manual()
    let owner: Owner = .team("tests")
    private let bears: Bool

    init(_ id: PipelineID, bears: Bool) {
        self.id = id
        self.bears = bears
    }

    var flow: some Flow {
        let any = Bash("any", "true").runs(when: .oneSucceeded)
        Parallel(Bash("first", "exit 1"), Bash("second", "true")) >>> (bears ? any.bearingFailures() : any)
    }
}

/// Rules that a failure reaches all the same, so that nothing is hidden.
struct NothingHidden: Pipeline {
    enum Way: String, Outcome {
        case left
        case right
    }

    let id: PipelineID = "nothing_hidden"
    let schedule: Schedule = .manual()
    let owner: Owner = .team("tests")

    var flow: some Flow {
        Bash("alone", "exit 1") >>> Bash("behind", "true").runs(when: .oneSucceeded)
        Branch("way", on: "left", among: Way.self) { way in
            switch way {
            case .left: Bash("left", "exit 1") >>> Bash("left_end", "true")
            case .right: Bash("right", "true") >>> Bash("right_end", "true")
            }
        } >>> Bash("join", "true").runs(when: .oneSucceeded)
    }
}
