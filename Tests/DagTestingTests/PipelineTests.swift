import DagDSL
import DagTesting
import Testing

enum Size: String, Outcome {
    case small
    case large
}

/// Extract, one of two loads, a report that always runs, and a temporary table around the large load.
private struct Orders: Pipeline {
    let id: PipelineID = "orders"
    let schedule: Schedule = .daily(at: "02:00", in: "Europe/Berlin")
    let owner: Owner = .team("tests")

    var flow: some Flow {
        let extract = Bash("extract", "true")
        let route = Branch("route", on: "small") { (size: Size) in
            switch size {
            case .small: Bash("load_small", "true")
            case .large:
                Using(Bash("make_table", "true"), teardown: Bash("drop_table", "true")) { Bash("load_large", "true") }
            }
        }
        let publish = Bash("publish", "true")
        let report = Bash("report", "true").always()
        extract >>> route >>> publish >>> report
    }
}

private struct Gated: Pipeline {
    let id: PipelineID = "gated"
    let schedule: Schedule = .hourly()
    let owner: Owner = .team("tests")

    var flow: some Flow {
        Bash("first", "true") >>> ContinueIf("is_weekday", "yes", is: "yes") >>> Bash("second", "true")
    }
}

private struct Bounded: Pipeline {
    let id: PipelineID = "bounded"
    var schedule: Schedule = .daily(at: "00:00", in: .utc)
    let owner: Owner = .team("tests")
    let start: Day?
    let end: Day?

    var flow: some Flow { Bash("only", "true") }
}

private struct Circular: Pipeline {
    var waits = true
    let id: PipelineID = "circular"
    let schedule: Schedule = .manual()
    let owner: Owner = .team("tests")

    var flow: some Flow {
        let one = Bash("one", "true")
        let two = Bash("two", "true")
        one >>> two
        if waits { two >>> one }
    }
}

@Suite struct PipelineTests {
    @Test func `edges are compared as they are written`() throws {
        #expect(try edges(of: Gated()) == ["first >>> is_weekday", "is_weekday >>> second"])
        #expect(try edges(of: Orders()).contains("load_small >>> publish"))
    }

    @Test func `tasks stand in the order of the flow`() throws {
        #expect(try tasks(of: Gated()) == ["first", "is_weekday", "second"])
        #expect(try tasks(before: "second", in: Gated()) == ["first", "is_weekday"])
        #expect(try tasks(after: "first", in: Gated()) == ["is_weekday", "second"])
    }

    @Test func `schedules are equal when they mean the same`() {
        #expect(Orders().schedule == .cron("0 2 * * *", in: "Europe/Berlin"))
        #expect(Orders().schedule != .daily(at: "02:00", in: .utc))
        #expect(Gated().schedule != .hourly(covering: .instant))
    }

    @Test func `runs come at the times of the clock, and their windows are as long as the days`() throws {
        let runs = try runs(of: Orders(), after: "2026-03-27T12:00:00Z", count: 3)
        #expect(runs.map(\.fires) == ["2026-03-28T02:00+01:00", "2026-03-29T03:00+02:00", "2026-03-30T02:00+02:00"])
        #expect(runs[2].window == "2026-03-29T01:00:00Z"..<"2026-03-30T00:00:00Z")
    }

    @Test func `the first run waits until the first window is over, and the last one starts no later than the end`()
        throws
    {
        let spring = Bounded(start: Day(2026, 3, 1), end: Day(2026, 3, 2))
        #expect(
            try runs(of: spring, after: "2020-01-01", count: 9).map(\.description) == [
                "2026-03-02T00:00:00Z for 2026-03-01T00:00:00Z..<2026-03-02T00:00:00Z",
                "2026-03-03T00:00:00Z for 2026-03-02T00:00:00Z..<2026-03-03T00:00:00Z",
            ])
        #expect(try runs(of: spring, after: "2026-03-03").isEmpty)
    }

    @Test func `the last day is covered as a whole`() throws {
        let day = Bounded(schedule: .hourly(), start: Day(2026, 3, 1), end: Day(2026, 3, 1))
        #expect(try runs(of: day, after: "2026-03-01", count: 99).last?.fires == "2026-03-02T00:00:00Z")
        let moment = Bounded(
            schedule: .daily(at: "18:00", in: .utc, covering: .instant), start: nil, end: Day(2026, 3, 1))
        #expect(try runs(of: moment, after: "2026-02-28T20:00:00Z", count: 99).map(\.fires) == ["2026-03-01T18:00:00Z"])
    }

    @Test func `a schedule without times foresees no run`() throws {
        #expect(try runs(of: Circular(waits: false), after: "2026-01-01").isEmpty)
    }

    @Test func `a branch skips the arms that it does not take`() throws {
        let run = try simulate(Orders(), branches: ["route": "small"])
        #expect(run.succeeded)
        #expect(run.tasks(.skipped) == ["make_table", "load_large", "drop_table"])
        #expect(run.rounds == [["extract"], ["route"], ["load_small"], ["publish"], ["report"]])
    }

    @Test func `a failure stops what comes after it, and what always runs does not hide it`() throws {
        let run = try simulate(Orders(), failing: ["load_large"], branches: ["route": "large"])
        #expect(run["publish"] == .upstreamFailed)
        #expect(run["drop_table"] == .success)
        #expect(run["report"] == .success)
        #expect(!run.succeeded)
    }

    @Test func `a closed gate skips all that comes after it`() throws {
        let run = try simulate(Gated(), closing: ["is_weekday"])
        #expect(run.states == ["first": .success, "is_weekday": .success, "second": .skipped])
        #expect(run.succeeded)
    }

    @Test func `a branch that the run comes to must be decided`() throws {
        let mistake = #expect(throws: PipelineMistakes.self) { try simulate(Orders()) }
        #expect(
            mistake?.description == "the run comes to branch `route`; say which way it goes: `small`, `large`")
        #expect(try simulate(Orders(), failing: ["extract"])["route"] == .upstreamFailed)
    }

    @Test func `everything that is named and does not exist is said at once`() {
        let mistake = #expect(throws: PipelineMistakes.self) {
            try simulate(Gated(), failing: ["frist"], branches: ["route": "small"], closing: ["first"])
        }
        #expect(
            mistake?.description == """
                there is no task `frist`; did you mean `first`?
                there is no branch `route`; the pipeline has no branches
                there is no gate `first`; choose from the gates `is_weekday`
                """)
    }

    @Test func `a cycle is said with its tasks`() {
        let mistake = #expect(throws: PipelineMistakes.self) { try edges(of: Circular()) }
        #expect(mistake?.description == "the tasks wait for each other: one >>> two >>> one")
    }

    @Test func `findings are those of the checks`() {
        #expect(findings(in: Orders(), of: RandomProject()).map(\.code) == ["DAGC025"])
        #expect(findings(in: Circular(), of: RandomProject()).map(\.code) == ["DAGC001"])
    }
}
