import Compiler
import Foundation
import PipelineModel
import Planning
import Testing

/// What a plan says of the run after a changed schedule, against the timetables of real Airflows.
@Suite struct FirstRunTests {
    @Test(arguments: ["airflow2", "airflow3"])
    func `the first run after a change is the one that Airflow makes`(installation: String) throws {
        let cases = Case.all(count: 1500)
        let answers = try ask(installation, cases)
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

    private func ask(_ installation: String, _ cases: [Case]) throws -> [[Int]?] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "dagc-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer {
            do { try FileManager.default.removeItem(at: folder) } catch { print("left behind: \(folder.path)") }
        }
        let questions = folder.appending(path: "questions.json")
        try JSONEncoder().encode(cases).write(to: questions)
        let here = URL(filePath: #filePath).deletingLastPathComponent()
        let package = here.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let python = package.appending(path: ".environments/\(installation)/bin/python")
        try #require(FileManager.default.isExecutableFile(atPath: python.path), "run Tests/run once")
        let process = Process()
        process.executableURL = python
        process.arguments = [here.appending(path: "first_runs.py").path]
        process.environment = [
            "AIRFLOW_HOME": folder.path, "PATH": "/usr/bin:/bin", "AIRFLOW__LOGGING__LOGGING_LEVEL": "ERROR",
        ]
        process.standardInput = try FileHandle(forReadingFrom: questions)
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let answer = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return try JSONDecoder().decode([[Int]?].self, from: answer)
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
        var random = SplitMix(state: 2026)
        return (0..<count).map { _ in make(&random) }
    }

    private static func make(_ random: inout SplitMix) -> Case {
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

/// The same seed gives the same cases on every machine.
private struct SplitMix {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }
}
