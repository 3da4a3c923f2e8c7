import DagDSL

/// The kinds that run on one machine, each checking what it was given.
struct RunnableKinds: Pipeline {
    static let awkward = "it's \"q\" \\n {{ x }} {% y %} {# z #} {{{ é 🚀\r\n\t$HOME }} {"

    let id: PipelineID = "runnable_kinds"
    let schedule: Schedule = .daily(at: "00:00", in: .utc)
    let owner: Owner = .team("tests")

    var flow: some Flow {
        let prepare = SQLStatement(
            "prepare", in: .database,
            """
            create table if not exists totals (day text, country text, amount int);
            delete from totals;
            insert into totals values ('2026-11-18', 'de', 30), ('2026-11-18', 'fr', 5)
            """)
        let query = SQLQuery(
            "query", in: .database,
            "select country, amount from totals where day = substr(:day, 1, 10) order by country",
            parameters: ["day": "\(.windowStart)"], rows: Total.self)
        let isThere = SQLSensor("is_there", in: .database, "select count(*) from totals").checking(every: .seconds(1))
        let totals = PythonCall(
            "totals", "totals", in: "figures.py", ["rows": .result(query.rows), "day": "\(.windowStart)"],
            returning: [String: Int].self)
        let survives = PythonCall(
            "survives", "survives", in: "figures.py",
            [
                "text": .string(Self.awkward), "mixed": "\(.variable(.greeting)) {{ world }} \(awkward: Self.awkward)",
                "nested": [
                    "wait": .duration(.minutes(5)), "none": nil, "list": [1, 2.5, true, .string(Self.awkward)],
                ],
            ])
        let get = HTTPRequest("get", .get, .service, path: "/status", body: .form(["day": "2026-11-18"]))
        let post = HTTPRequest(
            "post", .post, .service, path: "/echo",
            body: .json([
                "day": "2026-11-19", "text": .string(Self.awkward), "totals": .result(totals.result),
                "words": ["{{ a }}", nil],
            ]), answer: .json)
        let echoed = PythonCall(
            "echoed", "echoed", in: "figures.py", ["answer": .result(of: post), "query": .result(get.answer)])
        let ready = HTTPSensor("ready", .service, path: "/status", answerContains: "GET").checking(every: .seconds(1))
        let file = FileSensor("file", path: "landed.txt", in: .landing).checking(every: .seconds(1), mode: .poke)
        let clock = TimeSensor("clock", until: "00:00", in: "Europe/Berlin")
        let delay = TimeSensor("delay", afterWindowEnd: .minutes(1))
        let shell = Bash("shell", "test '\(.result(of: get))' = 'GET /status?day=2026-11-18' && echo '{{ raw }}'")
        let own = OwnKind("own", "\(.windowStart)")
        let start = PipelineTrigger("start", of: Downstream(), configuration: ["total": .result(totals.result)])
        let startDaily = PipelineTrigger("start_daily", of: RunnableDownstream())
        let upstream = ExternalTaskSensor("upstream", of: RunnableUpstream(), task: "group.work")
            .checking(every: .seconds(1), mode: .poke).givingUp(after: .minutes(10))

        prepare >>> isThere >>> query
        ready >>> get >>> shell
        survives >>> own
        totals >>> post >>> echoed >>> start >>> startDaily
        Parallel(file, clock, delay, upstream)
    }
}

/// Has the schedule of ``RunnableKinds``.
struct RunnableUpstream: Pipeline {
    let id: PipelineID = "runnable_upstream"
    let schedule: Schedule = .daily(at: "00:00", in: .utc)
    let owner: Owner = .team("tests")

    var flow: some Flow {
        Group("group") { Bash("work", "echo work") }
    }
}

/// Has the schedule of ``RunnableKinds``, which starts a run of it for its own window.
struct RunnableDownstream: Pipeline {
    let id: PipelineID = "runnable_downstream"
    let schedule: Schedule = .daily(at: "00:00", in: .utc)
    let owner: Owner = .team("tests")

    var flow: some Flow { Empty("nothing") }
}

/// A kind of a user's own over an operator that runs.
struct OwnKind: PipelineTask {
    var declaration: TaskDeclaration

    init(_ id: TaskID, _ day: RuntimeString) {
        declaration = TaskDeclaration(
            id, operator: "airflow.providers.standard.operators.bash.BashOperator",
            ["bash_command": "test \"$DAY\" = '2026-11-18T00:00:00+00:00'", "env": ["DAY": .text(day)]])
    }
}

extension RuntimeString.StringInterpolation {
    /// Text that was computed, for texts about texts.
    mutating func appendInterpolation(awkward text: String) { appendLiteral(text) }
}
