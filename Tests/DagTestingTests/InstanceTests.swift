import DagDSL
import DagTesting
import Testing

extension Variable {
    fileprivate static let bucket = Variable("bucket")
}

/// A list of files, a load for each, a group for each row, and a report over all of it.
private struct Files: Pipeline {
    static let full = Param.boolean("full", default: false)
    static let share = Param.number("share")
    static let dayBefore = TemplateFunction("day_before", in: "dates.py")

    let id: PipelineID = "files"
    let schedule: Schedule = .daily(at: "00:00", in: "Europe/Berlin")
    let owner: Owner = .team("tests")
    let params = [full, share]
    let macros = [dayBefore]

    var flow: some Flow {
        let list = PythonCall("list", "found", in: "files.py", returning: [String].self)
        let load = PythonCall(
            "load", "load", in: "files.py",
            ["file": "\(.item)", "target": "s3://\(.variable(.bucket))/\(.item)", "all": .result(of: list)],
            returning: Int.self
        )
        .mapped(over: .result(of: list))
        let each = ForEach("each", over: .list([["name": "it's", "size": 3], ["name": "b", "size": 4]])) {
            let measure = PythonCall("measure", "measure", in: "files.py", ["size": "\(.item("size"))"])
            measure
            Bash("tell", "echo \(.item) \(.result(of: measure))").variables(["SIZE": "\(.item("size"))"])
        }
        let report = Bash(
            "report",
            "report \(.windowStart(.day, in: "Europe/Berlin")) \(.windowEnd) \(.param(Self.full)) \(.result(of: load))"
        )
        .notifies(.onFailure(.slack(.alerts), saying: "no report for \(.windowStart(.month))"))
        let raw = PythonCall(
            "raw", "raw", in: "files.py",
            [
                "kind": "\(.template("{{ dag_run.run_type }}"))", "limit": .reference("files.LIMIT"),
                "share": "\(.param(Self.share))", "before": "\(.macro(Self.dayBefore, "\(.windowStart(.day))"))",
            ])
        list >>> load >>> each >>> report >>> raw
    }
}

extension Connection {
    fileprivate static let alerts = Connection("alerts", .slackWebhook)
}

@Suite struct InstanceTests {
    /// The day on which clocks go back in Berlin.
    private let run = RunValues(
        window: "2026-10-24T22:00:00Z"..<"2026-10-25T23:00:00Z", variables: ["bucket": "raw"],
        results: ["list": ["a.csv", 2], "load": [10, 20], "each.measure": [7, 8]])

    @Test func `each instance of a mapped task has its item, which keeps its type where it stands alone`() throws {
        let loads = try instances(of: "load", in: Files(), given: run)
        #expect(loads.map(\.index) == [0, 1])
        #expect(loads.map { $0.arguments["file"] } == ["a.csv", 2])
        #expect(loads.map { $0.arguments["target"] } == ["s3://raw/a.csv", "s3://raw/2"])
        #expect(loads[1].arguments["all"] == ["a.csv", 2])
    }

    @Test func `a task in a mapped group is given what its own instance leaves`() throws {
        let told = try instances(of: "each.tell", in: Files(), given: run)
        #expect(told.map(\.texts) == [["echo {'name': \"it's\", 'size': 3} 7"], ["echo {'name': 'b', 'size': 4} 8"]])
        #expect(told.map { $0.arguments["SIZE"] } == [3, 4])
    }

    @Test func `times are those of their zone, and a task that is there once has no place among instances`() throws {
        let report = try instances(of: "report", in: Files(), given: run)
        #expect(report.map(\.texts) == [["report 2026-10-25 2026-10-25T23:00:00+00:00 False [10, 20]"]])
        #expect(report.map(\.notifications) == [["no report for 2026-10"]])
        #expect(report[0].index == nil && report[0].item == nil)
    }

    @Test func `what only the target knows is what the test says it is`() throws {
        var run = run
        run.foreign = [
            "dag_run.run_type": "scheduled", "files.LIMIT": 10, "day_before('2026-10-24')": "2026-10-23",
        ]
        run.params = ["share": 0.5]
        let raw = try #require(try instances(of: "raw", in: Files(), given: run).first)
        #expect(raw.arguments == ["kind": "scheduled", "limit": 10, "share": "0.5", "before": "2026-10-23"])
    }

    @Test func `what nobody has said is told with the place to say it`() throws {
        #expect(throws: PipelineMistakes.self) { try instances(of: "lod", in: Files(), given: run) }
        for (task, given, place) in [
            (
                "raw", run,
                "`raw` asks for what `dag_run.run_type` gives, of which nothing was said; say it in `foreign`"
            ),
            (
                "load", RunValues(),
                "`load` asks for the result of `list`, of which nothing was said; say it in `results`"
            ),
        ] {
            let error = #expect(throws: PipelineMistakes.self) { try instances(of: task, in: Files(), given: given) }
            #expect(error?.description == place)
        }
    }

    @Test func `dictionaries are equal whatever their order, and a number is no text`() {
        let value: GivenValue = ["a": 1, "b": [nil, true]]
        #expect(value == ["b": [nil, true], "a": 1])
        #expect(value != ["a": "1", "b": [nil, true]])
        #expect(value.description == "{'a': 1, 'b': [None, True]}")
        #expect(value["b"] == [nil, true])
    }

    /// The texts are those of Python 3.11.
    @Test(
        "spans of time are said as Python says them, alone and in lists",
        arguments: [
            (0, "0:00:00", "[datetime.timedelta(0)]"), (3_600, "1:00:00", "[datetime.timedelta(seconds=3600)]"),
            (90_061, "1 day, 1:01:01", "[datetime.timedelta(days=1, seconds=3661)]"),
            (172_800, "2 days, 0:00:00", "[datetime.timedelta(days=2)]"),
            (-60, "-1 day, 23:59:00", "[datetime.timedelta(days=-1, seconds=86340)]"),
        ])
    func spans(seconds: Int, alone: String, inList: String) {
        #expect(GivenValue.seconds(seconds).description == alone)
        #expect(GivenValue.list([.seconds(seconds)]).description == inList)
    }
}
