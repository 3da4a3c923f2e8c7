import Compiler
import Foundation
import PipelineModel
import Planning
import TestSupport
import Testing

/// What a plan says of the run after a changed schedule, against the timetables of real Airflows.
@Suite struct FirstRunTests {
    @Test(arguments: [PythonEnvironment.airflow2, .airflow3])
    func `the first run after a change is the one that Airflow makes`(airflow: PythonEnvironment) async throws {
        let cases = Case.all(count: 1500)
        let answers = try await ask(airflow, cases)
        #expect(answers.count == cases.count)
        var differing: [String] = []
        var compared = 0
        for (item, answer) in zip(cases, answers) {
            guard let answer else { continue }
            compared += 1
            if item.foreseen != answer { differing.append("\(item): \(answer), not \(item.foreseen)") }
        }
        #expect(differing.isEmpty, "\(differing.count) of \(compared):\n\(differing.prefix(3).joined(separator: "\n"))")
        #expect(compared > 1000)
    }

    private func ask(_ airflow: PythonEnvironment, _ cases: [Case]) async throws -> [[Int]?] {
        try await withTemporaryFolder { folder in
            let questions = folder.appending(path: "questions.json")
            try JSONEncoder().encode(cases).write(to: questions)
            let script = PackageFolder.tests.appending(path: "DagcCommandsTests/Plan/first_runs.py")
            var call = try airflow.python(script)
            call.environment = [
                "AIRFLOW_HOME": folder.path, "PATH": "/usr/bin:/bin", "AIRFLOW__LOGGING__LOGGING_LEVEL": "ERROR",
            ]
            let answer = try await call.succeed(input: questions).output
            return try JSONDecoder().decode([[Int]?].self, from: Data(answer.utf8))
        }
    }
}

/// A new schedule, and what the old one has run last.
private struct Case: Encodable, CustomStringConvertible {
    let cron: String
    let zone: String
    let instant: Bool
    let catchUp: Bool
    let start: Int
    let last: [Int]?
    let now: Int

    var description: String {
        "`\(cron)` in \(zone), instant \(instant), catch-up \(catchUp), \(last ?? []), at \(now)"
    }

    var foreseen: [Int] {
        let last = last.map { UnixTime($0[0])..<UnixTime($0[1]) }
        let run = FirstRun.next(of: model(cron, instant), after: last, at: UnixTime(now))
        return run.map { [($0.window?.lowerBound ?? $0.fires).seconds, $0.fires.seconds] } ?? []
    }

    private func model(_ cron: String, _ instant: Bool) -> PipelineModel {
        let schedule = ScheduleModel.cron(
            CronModel(expression: cron, timeZone: zone, window: instant ? .instant : .intervalBefore))
        var model = PipelineModel(id: "x", source: "", schedule: schedule, owner: "", root: ScopeModel())
        model.start = CalendarDate(year: 2026, month: 3, day: 1)
        model.catchUp = catchUp
        return model
    }

    private static let crons = [
        "0 2 * * *", "30 2 * * *", "0 * * * *", "*/15 * * * *", "0 6 * * 1", "0 0 1 * *", "15 3,15 * * *",
        "0 0 * * mon-fri", "45 23 * * *",
    ]
    private static let zones = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata"]

    static func all(count: Int) -> [Case] {
        var random = SeededGenerator(seed: 2026)
        return (0..<count).map { _ in make(&random) }
    }

    private static func make(_ random: inout SeededGenerator) -> Case {
        let zone = zones[random.below(zones.count)]
        // Three weeks around the change of the clocks in Europe, and a part of them before the start.
        let now = 1_772_323_200 + random.below(30 * 86_400) - 2 * 86_400
        let start = ZoneRules(zone)?.time(ofClock: 1_772_323_200).seconds ?? 0
        var item = Case(
            cron: crons[random.below(crons.count)], zone: zone, instant: random.below(3) == 0,
            catchUp: random.below(3) == 0, start: start, last: nil, now: now)
        let old = item.model(crons[random.below(crons.count)], random.below(3) == 0)
        if let times = FireTimes(old), let end = times.previous(upTo: UnixTime(now)), random.below(5) > 0 {
            let from = times.previous(upTo: UnixTime(end.seconds - 1)) ?? end
            let isInstant = random.below(3) == 0
            item = Case(
                cron: item.cron, zone: zone, instant: item.instant, catchUp: item.catchUp, start: start,
                last: [isInstant ? end.seconds : from.seconds, end.seconds], now: now)
        }
        return item
    }
}

extension SeededGenerator {
    fileprivate mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
