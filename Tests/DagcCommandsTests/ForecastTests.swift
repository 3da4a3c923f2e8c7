import Compilation
import Compiler
import DagDSL
import Diagnostics
import PipelineModel
import Testing

@testable import DagcCommands

private struct Played: Pipeline {
    var id: PipelineID = "played"
    var schedule: Schedule = .daily(at: "02:00", in: .utc)
    let owner: Owner = .team("tests")
    var maximumActiveRuns: Int?
    var deadline: Deadline?
    let body: FlowGraph

    init(_ id: PipelineID = "played", @FlowBuilder _ flow: () -> FlowGraph) {
        self.id = id
        body = flow()
    }

    var flow: some Flow { body }

    func with(_ change: (inout Self) -> Void) -> Self {
        var copy = self
        change(&copy)
        return copy
    }
}

private struct PlayedProject: Project {
    let name: Name = "played"
    let start = Day(2026, 1, 1)
    let environments = [
        DagDSL.Environment(
            "test",
            orchestrator: .airflow(.v3_3, tree: "/dags", pools: [PoolSetting(.narrow, slots: 2, for: "tests")]),
            data: DataPlatform(connections: [.mail], stores: [StoreSetting(.lake, .duckDB("/l.duckdb"), root: "/l")]))
    ]
}

private struct Renamed: Pipeline {
    let id: PipelineID = "after"
    let renamedFrom: Name? = "before"
    let schedule: Schedule = .daily(at: "02:00", in: .utc)
    let owner: Owner = .team("tests")

    var flow: some Flow { Bash("load", "true").renamed(from: "fetch") }
}

extension Pool {
    fileprivate static let narrow = Pool("narrow")
}

extension Connection {
    fileprivate static let mail = Connection("mail", .smtp)
}

extension Store {
    fileprivate static let lake = Store("lake", uri: "s3://lake")
}

private struct Row: Schema {
    let key = Column<String>("key")
}

@Suite struct ForecastTests {
    private static let rows = Dataset<Row>("rows", in: .lake, path: "rows")
    private static let others = Dataset<Row>("others", in: .lake, path: "others")
    private static let day = Duration.hours(24)

    @Test func `a task of a run starts when what it needs has ended, as long as durations say`() throws {
        let forecast = try play([Played { Bash("a", "true") >>> Bash("b", "true") }], lasting: ["played": ["a": 600]])
        let run = try #require(forecast.runs.first)
        #expect(forecast.runs.count == 1)
        #expect(run.planned.fires.iso8601 == "2026-03-02T02:00:00Z")
        #expect(run.tasks.map(\.start.iso8601) == ["2026-03-02T02:00:00Z", "2026-03-02T02:10:00Z"])
        #expect(run.end?.iso8601 == "2026-03-02T02:11:00Z")
    }

    @Test func `a pool lets no more through than it has slots, the most important first`() throws {
        let forecast = try play([
            Played {
                Bash("a", "true").pool(.narrow)
                Bash("b", "true").pool(.narrow)
                Bash("c", "true").pool(.narrow, slots: 2).priority(9)
            }
        ])
        let run = try #require(forecast.runs.first)
        #expect(run.tasks.map(\.task) == [2, 0, 1])
        #expect(run.tasks.map { $0.start.seconds - run.planned.fires.seconds } == [0, 60, 60])
        let pool = try #require(forecast.pools.first)
        #expect(pool.peak.amount == 2 && pool.full == 120 && pool.longestWait == 60)
        #expect(forecast.loads.last?.course.max() == 2)
    }

    @Test func `instances of a list take their places, as many at once as the mapping allows`() throws {
        let forecast = try play([
            Played { Bash("a", "\(.item)").mapped(over: .list([1, 2, 3, 4, 5]), atMost: 2) }
        ])
        let run = try #require(forecast.runs.first)
        #expect(run.tasks.map(\.instances) == [5])
        #expect(run.end?.seconds == run.planned.fires.seconds + 180)
        #expect(forecast.tasks.amount == 2)
    }

    @Test func `a run waits while too many of its pipeline are active, and misses its deadline`() throws {
        let late = Played { Bash("a", "true") }.with {
            $0.schedule = .every(.hours(6))
            $0.maximumActiveRuns = 1
            $0.deadline = .within(.hours(7), of: .queued, else: .email(.mail, to: ["a@example.com"]))
        }
        let forecast = try play([late], lasting: ["played": ["a": 23_400]])
        let starts = forecast.runs.map { run in run.start.map { $0.seconds - run.planned.fires.seconds } ?? -1 }
        // Two days that are played before have made a queue.
        #expect(starts.allSatisfy { $0 > 0 } && starts == starts.sorted())
        let text = ForecastReport(try compile([late]), forecast).text
        #expect(text.contains("missed by 3 runs"), "\(text)")
    }

    @Test func `a sensor waits for the task of the other pipeline's run, and gives up when it does not come`() throws {
        let early = Played("early") { Bash("load", "true") >>> Bash("last", "true") }
            .with { $0.schedule = .daily(at: "01:00", in: .utc) }
        let late = Played("late") {
            ExternalTaskSensor("wait", of: early, task: "load", offset: .hours(1)).givingUp(after: .minutes(30))
                >>> Bash("use", "true")
        }
        let met = try play([early, late], lasting: ["early": ["load": 4000]])
        #expect(met.runs.map(\.failedSensor) == [nil, nil])
        #expect(met.runs.last?.tasks.last?.start.iso8601 == "2026-03-02T02:06:40Z")
        let missed = try play([early, late], lasting: ["early": ["load": 6000]])
        #expect(missed.runs.last?.failedSensor == 0)
        #expect(missed.runs.last?.end?.iso8601 == "2026-03-02T02:30:00Z")
        let text = ForecastReport(try compile([early, late]), missed).text
        #expect(text.contains("late of 2026-03-02T02:00:00Z fails: wait waits in vain"), "\(text)")
    }

    @Test func `updates of datasets and triggers start runs, and a trigger that waits ends with its run`() throws {
        let writes = Played("writes") { Bash("write", "true").writes(Self.rows) }
        let reads = Played("reads") { Bash("read", "true").reads(Self.rows) }
            .with { $0.schedule = .onUpdate(of: .dataset(Self.rows)) }
        let child = Played("child") { Bash("work", "true") }.with { $0.schedule = .manual() }
        let parent = Played("parent") { PipelineTrigger("start", of: child).waiting() >>> Bash("after", "true") }
        let forecast = try play([child, parent, reads, writes], lasting: ["child": ["work": 300]])
        let runs = Dictionary(uniqueKeysWithValues: forecast.runs.map { ($0.pipeline, $0) })
        #expect(runs[2]?.planned.fires.iso8601 == "2026-03-02T02:01:00Z")
        #expect(runs[2]?.cause == .datasets && runs[0]?.cause == .task)
        #expect(runs[1]?.tasks.last?.start.iso8601 == "2026-03-02T02:05:00Z")
    }

    @Test func `a sensor meets the other run by the clock, on the day on which clocks change as well`() throws {
        let berlin: DagDSL.TimeZone = "Europe/Berlin"
        let early = Played("early") { Bash("load", "true") }.with { $0.schedule = .daily(at: "01:00", in: berlin) }
        let late = Played("late") {
            ExternalTaskSensor("wait", of: early, task: "load").givingUp(after: .minutes(30)) >>> Bash("use", "true")
        }.with { $0.schedule = .daily(at: "06:00", in: berlin) }
        for day in ["2026-03-28", "2026-03-29", "2026-03-30", "2026-10-25", "2026-10-26"] {
            let run = try #require(try play([early, late], on: day).runs.first { $0.pipeline == 1 })
            #expect(run.failedSensor == nil && run.tasks.last?.start == run.planned.fires, "\(day)")
        }
    }

    @Test func `a run that gathers partitions starts once for all of them`() throws {
        let hourly = Played("hourly") { Bash("load", "true").writes(Self.rows) }
            .with { $0.schedule = .hourly(at: 7).partitioned(by: "%Y-%m-%dT%H") }
        func gathering(_ id: PipelineID, _ partitions: Partitions) -> Played {
            Played(id) { Bash("gather", "true").reads(Self.rows) }
                .with { $0.schedule = .onUpdate(of: .dataset(Self.rows, partitions: partitions)) }
        }
        let runs = try fires([
            hourly, gathering("day", .gathered(into: .day)), gathering("each", .same),
            gathering("most", .gathered(into: .day, waitingFor: .allBut(4))),
            gathering("month", .gathered(into: .month, waitingFor: .atLeast(2))),
        ])
        #expect(runs["hourly"]?.count == 24 && runs["each"]?.count == 24)
        #expect(runs["day"] == ["2026-03-02T23:08:00Z"])
        #expect(runs["most"] == ["2026-03-02T19:08:00Z"])
        #expect(runs["month"] == ["2026-03-02T00:08:00Z"])
    }

    @Test func `a partition of a period starts a run for each of its parts`() throws {
        let weekly = Played("weekly") { Bash("load", "true").writes(Self.rows) }
            .with { $0.schedule = .weekly(on: .monday, at: "03:00", in: .utc).partitioned(by: "%Y-%m-%d") }
        let days = Played("days") { Bash("read", "true").reads(Self.rows) }
            .with { $0.schedule = .onUpdate(of: .dataset(Self.rows, partitions: .spread(over: .week))) }
        let plain = Played("plain") { Bash("load", "true").writes(Self.others) }
        let never = Played("never") { Bash("read", "true").reads(Self.others) }
            .with { $0.schedule = .onUpdate(of: .dataset(Self.others, partitions: .same)) }
        let runs = try fires([weekly, days, plain, never])
        #expect(runs.mapValues(\.count) == ["weekly": 1, "days": 7, "plain": 1])
    }

    @Test func `what was measured under a former id counts`() throws {
        let renamed = Renamed()
        let forecast = try play([renamed], lasting: ["before": ["fetch": 600]])
        #expect(forecast.runs.first?.tasks.first?.end.iso8601 == "2026-03-02T02:10:00Z")
    }

    @Test func `what only a failure starts does not run, nor what needs it`() throws {
        let forecast = try play([
            Played {
                let load = Bash("load", "true")
                load >>> Bash("alert", "true").runs(when: .oneFailed) >>> Bash("close_ticket", "true")
                load >>> Bash("publish", "true")
            }
        ])
        #expect(forecast.runs.first?.tasks.map(\.task) == [0, 3])
    }

    @Test func `a long chain of tasks without work does not end the process`() throws {
        let digits: [Name] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]
        let names = digits.flatMap { a in digits.flatMap { b in digits.map { "t\(a)\(b)\($0)" as Name } } }
        let flow = names.dropFirst().reduce(Empty(names[0]).runs(when: .oneFailed).graph) { $0 >>> Empty($1) }
        let forecast = try play([Played { Bash("load", "true") >>> flow }])
        #expect(forecast.runs.first?.end != nil)
    }

    private func compile(_ pipelines: [any Pipeline]) throws -> CheckedProject {
        let catalog = Catalog(
            project: PlayedProject(),
            pipelines: pipelines.map { CatalogEntry($0, source: "p.swift", path: #filePath, line: 1) })
        let compilation = Compilation.run(catalog, for: PlayedProject().environments[0].model, to: .findings)
        return try #require(compilation.project, "\(compilation.report.sorted)")
    }

    /// When runs start, by their pipelines.
    private func fires(_ pipelines: [any Pipeline]) throws -> [String: [String]] {
        let ids = try compile(pipelines).model.pipelines.map(\.id)
        return Dictionary(grouping: try play(pipelines).runs) { ids[$0.pipeline] }
            .mapValues { $0.map(\.planned.fires.iso8601) }
    }

    private func play(
        _ pipelines: [any Pipeline], lasting: [String: [String: Int]] = [:], on day: String = "2026-03-02"
    ) throws -> Forecast {
        let from = try #require(UnixTime(iso8601: day))
        return try Forecast.of(
            try compile(pipelines), in: from..<UnixTime(from.seconds + 86_400),
            lasting: TaskDurations(lasting, otherwise: 60))
    }
}
