import Compiler
import Foundation
import TestSupport
import Testing

@Suite struct FireTimeTests {
    /// Airflow is started once, since that takes seconds, and asked for all of them.
    private static let count = 4000

    @Test func `fire times are those of Airflow, whatever the clocks do`() async throws {
        var random = RandomCron(seed: 2026)
        let cases = (0..<Self.count).map { _ in random.makeCase() }
        let answers = try await askAirflow(cases)
        #expect(answers.count == cases.count)
        var refused = 0
        for (item, answer) in zip(cases, answers) {
            #expect(fireTimes(of: item) == answer, "\(item)")
            refused += answer == nil ? 1 : 0
        }
        // Both kinds must be there, or the comparison says little.
        #expect(refused > Self.count / 20 && refused < Self.count / 2, "\(refused) of \(Self.count) were refused")
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

    @Test(arguments: ["5-5 * * * *", "0 0 1 * 1#2"])
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

    private func askAirflow(_ cases: [RandomCron.Case]) async throws -> [[Int]?] {
        try await withTemporaryFolder { folder in
            let questions = folder.appending(path: "questions.json")
            try JSONEncoder().encode(cases).write(to: questions)
            let script = PackageFolder.tests.appending(path: "Diagnostics/Cron/fire_times.py")
            var airflow = try PythonEnvironment.airflow3.python(script)
            airflow.environment = [
                "AIRFLOW_HOME": folder.path, "PATH": "/usr/bin:/bin", "AIRFLOW__LOGGING__LOGGING_LEVEL": "ERROR",
            ]
            let answer = try await airflow.succeed(input: questions).output
            return try JSONDecoder().decode([[Int]?].self, from: Foundation.Data(answer.utf8))
        }
    }
}
