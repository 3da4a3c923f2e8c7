import CodeModels
import Compiler
import DagDSL
import PipelineModel
import Testing

@testable import StepFunctionsBackend

/// The windows of runs, against the schedules that are held to Airflow's.
@Suite("Runs have Airflow's windows")
struct WindowTests {
    static let zones: [TimeZone] = [
        .utc, "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "America/Sao_Paulo",
    ]
    static let expressions: [CronExpressionText] = [
        "0 2 * * *", "30 2 * * *", "0 0 * * *", "15 6 * * 1-5", "0 8,12,18 * * *", "0 9 * * 1", "*/15 * * * *",
        "5 * * * *", "0 */6 * * *", "0 3 1 * *", "0 4 15,L * *", "0 5 * * 5#2", "30 1 * * 0,6", "0 22 * * 0",
    ]

    @Test("Each window ends with its fire time and begins with the one before, thousands of times")
    func tables() throws {
        var compared = 0
        for zone in Self.zones {
            for expression in Self.expressions {
                let pipeline = try Self.pipeline(expression, zone)
                // What a change of the clock moves past another time has no table, and is a limit.
                guard let table = WindowTable(pipeline) else { continue }
                for (before, fires) in try Self.fires(of: pipeline, count: 400) {
                    let window = table.window(at: fires.seconds / 60)
                    #expect(window == before.seconds / 60..<fires.seconds / 60, "\(expression.text) in \(zone.name)")
                    compared += 1
                }
            }
        }
        #expect(compared > 20_000)
    }

    @Test("The expression of a machine gives what its table gives")
    func expressions() async throws {
        var runs: [MachineRun] = []
        var wanted: [MachineResult.Run] = []
        for (number, zone) in Self.zones.enumerated() {
            for expression in Self.expressions {
                let pipeline = try Self.pipeline(expression, zone)
                guard WindowTable(pipeline) != nil,
                    let compiled = try CompiledMachines.compile(ScheduledPipeline(expression, zone))
                else { continue }
                for (before, fires) in try Self.fires(of: pipeline, count: 6, from: 85 + number) {
                    runs.append(
                        MachineRun(
                            name: "\(expression.text) in \(zone.name) at \(fires.iso8601)", machine: compiled.machine,
                            input: ["time": .string(fires.iso8601)]))
                    let (start, end) = (Self.text(before), Self.text(fires))
                    wanted.append(MachineResult.Run(start: start, end: end, date: start))
                }
            }
        }
        #expect(runs.count > 300)
        for (result, window) in zip(try await AWSTools.run(runs), wanted) {
            #expect(result.interpreter.run == window, "\(result.name)")
        }
    }

    @Test("A person's window is the run's own, and a time in between belongs to the window that has ended")
    func given() async throws {
        let compiled = try #require(try CompiledMachines.compile(ScheduledPipeline("0 2 * * *", .utc)))
        let own: Document = ["start": "2026-02-01T00:00:00Z", "end": "2026-02-03T00:00:00Z"]
        let results = try await AWSTools.run([
            MachineRun(name: "given", machine: compiled.machine, input: own),
            MachineRun(name: "between", machine: compiled.machine, input: ["time": "2026-02-01T13:45:10Z"]),
        ])
        #expect(
            results.map(\.interpreter.run) == [
                .init(
                    start: "2026-02-01T00:00:00+00:00", end: "2026-02-03T00:00:00+00:00",
                    date: "2026-02-01T00:00:00+00:00"),
                .init(
                    start: "2026-01-31T02:00:00+00:00", end: "2026-02-01T02:00:00+00:00",
                    date: "2026-01-31T02:00:00+00:00"),
            ])
    }

    private static func pipeline(_ expression: CronExpressionText, _ zone: TimeZone) throws -> PipelineModel {
        var pipeline = PipelineModel(
            id: "p", source: "",
            schedule: .cron(
                CronModel(expression: expression.text, timeZone: zone.name, window: .intervalBefore)), owner: "tests",
            root: ScopeModel())
        pipeline.start = CalendarDate(year: 2026, month: 1, day: 1)
        return pipeline
    }

    /// Fire times and those before them.
    private static func fires(
        of pipeline: PipelineModel, count: Int, from day: Int = 0
    ) throws -> [(before: UnixTime, fires: UnixTime)] {
        let times = try #require(FireTimes(pipeline))
        var next = times.next(after: UnixTime(times.start.seconds - 1 + day * 86_400))
        var found: [(UnixTime, UnixTime)] = []
        // Twenty years, of which a machine knows the times.
        let last = UnixTime(times.start.seconds + 19 * 365 * 86_400)
        while found.count < count, let before = next, before < last, let fires = times.next(after: before) {
            found.append((before, fires))
            next = fires
        }
        return found
    }

    private static func text(_ time: UnixTime) -> String { time.iso8601.dropLast() + "+00:00" }
}

/// A cron expression, which the language wants written out.
struct CronExpressionText: ExpressibleByStringLiteral {
    let name: Name
    var text: String { name.description }

    init(stringLiteral literal: StaticString) { name = Name(stringLiteral: literal) }
}

struct ScheduledPipeline: Pipeline {
    let id: PipelineID = "scheduled"
    let schedule: Schedule
    let owner: Owner = .team("tests")

    init(_ expression: CronExpressionText, _ zone: TimeZone) {
        schedule = .cron(expression.name, in: zone)
    }

    var flow: some Flow { Empty("load") }
}
