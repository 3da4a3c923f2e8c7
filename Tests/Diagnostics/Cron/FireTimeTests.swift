import Compiler
import Foundation
import PipelineModel
import TestSupport
import Testing

@Suite struct FireTimeTests {
    /// Each Airflow is started once, since that takes seconds, and asked for all of them.
    private static let count = SlowTests.areWanted ? 4000 : 400

    @Test(arguments: [PythonEnvironment.airflow2, .airflow3])
    func `fire times and data windows are those of Airflow, whatever the clocks do`(
        _ airflow: PythonEnvironment
    ) async throws {
        var random = RandomCron(seed: 2026)
        let questions = Questions(
            expressions: (0..<Self.count).map { _ in random.makeCase() },
            schedules: Timed.aroundSkippedHours + (0..<Self.count).map { _ in random.makeSchedule() })
        let answers = try await ask(airflow, questions)
        #expect(answers.expressions.count == Self.count)
        var refused = 0
        for (item, answer) in zip(questions.expressions, answers.expressions) {
            #expect(fireTimes(of: item) == answer, "\(item)")
            refused += answer == nil ? 1 : 0
        }
        // Both kinds must be there, or the comparison says little.
        #expect(refused > Self.count / 20 && refused < Self.count / 2, "\(refused) of \(Self.count) were refused")
        #expect(answers.schedules.count == questions.schedules.count)
        for (item, answer) in zip(questions.schedules, answers.schedules) {
            let count = answer.stuck ? answer.runs.count : Self.runs
            #expect(Array(runs(of: item).prefix(count)) == answer.runs, "\(item)")
        }
        #expect(answers.schedules.count { $0.runs.count == Self.runs } > Self.count / 2)
        // Where hours on some days only jump over a change of clocks.
        #expect(answers.schedules.count { $0.stuck } < Self.count / 50)
    }

    @Test func `a skipped time fires an hour later, and a repeated one the second time`() throws {
        let berlin = try #require(ZoneRules("Europe/Berlin"))
        let cron = try CronExpression("30 2 * * *")
        // 2026-03-29 02:30 does not exist: 03:30+02:00. 2026-10-25 02:30 comes twice: the one with +01:00.
        #expect(cron.next(after: UnixTime(1_774_738_800), in: berlin) == UnixTime(1_774_747_800))
        #expect(cron.next(after: UnixTime(1_792_879_200), in: berlin) == UnixTime(1_792_891_800))
    }

    @Test func `a zone that the database does not have has no rules`() {
        #expect(ZoneRules("Europe/Berln") == nil)
        #expect(ZoneRules("Europe/Berlin") != nil)
    }

    @Test(arguments: ["5-5 * * * *", "0 0 1 * 1#2", "0 0 15W * 1", "0 0 1,15W * *", "0 0 LW * *"])
    func whatAirflowReadsInAWayThatNobodyMeansIsRefused(_ text: String) {
        #expect(throws: CronError.self) { try CronExpression(text) }
    }

    private func fireTimes(of item: RandomCron.Case) -> [Int]? {
        guard let zone = ZoneRules(item.zone) else { return nil }
        do throws(CronError) {
            let cron = try CronExpression(item.cron)
            var times = [UnixTime(item.after)]
            for _ in 0..<4 {
                guard let next = cron.next(after: times[times.count - 1], in: zone) else { return nil }
                times.append(next)
            }
            return times.dropFirst().map(\.seconds)
        } catch {
            return nil
        }
    }

    /// As many as the script asks Airflow for.
    private static let runs = 6

    /// When each of the first runs fires, and the first and the last moment of its data.
    private func runs(of item: Timed) -> [[Int]] {
        let long = UnixTime(Int(Int32.min))
        return PlannedRun.next(Self.runs, of: item.pipeline, after: long).map { run in
            let window = run.window ?? run.fires..<run.fires
            return [run.fires, window.lowerBound, window.upperBound].map(\.seconds)
        }
    }

    private struct Questions: Encodable {
        let expressions: [RandomCron.Case]
        let schedules: [Timed]
    }

    private struct Answers: Decodable {
        let expressions: [[Int]?]
        let schedules: [Plan]

        struct Plan: Decodable {
            let runs: [[Int]]
            let stuck: Bool
        }
    }

    private func ask(_ environment: PythonEnvironment, _ questions: Questions) async throws -> Answers {
        try await withTemporaryFolder { folder in
            let file = folder.appending(path: "questions.json")
            try JSONEncoder().encode(questions).write(to: file)
            let script = PackageFolder.tests.appending(path: "Diagnostics/Cron/fire_times.py")
            var airflow = try environment.python(script)
            airflow.environment = [
                "AIRFLOW_HOME": folder.path, "PATH": "/usr/bin:/bin", "AIRFLOW__LOGGING__LOGGING_LEVEL": "ERROR",
            ]
            let answer = try await airflow.succeed(input: file).output
            return try JSONDecoder().decode(Answers.self, from: Foundation.Data(answer.utf8))
        }
    }
}
