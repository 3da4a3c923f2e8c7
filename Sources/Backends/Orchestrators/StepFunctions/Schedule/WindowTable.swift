import Compiler
import PipelineModel

/// At which times a schedule fires, in a form that an expression can look up: JSONata knows neither zones nor calendars.
///
/// The run's window ends with the last time that is not after the moment for which the run was started, and begins with
/// the time before.
enum WindowTable: Equatable, Sendable {
    /// The run is about the moment for which it was started.
    case moment
    /// Every so many seconds from a time on, which is UTC.
    case steps(seconds: Int, from: Int)
    /// At the same times of the clock in every week, in minutes since the first one of a Thursday.
    case weekly(minutes: [Int], eras: [ZoneEra], until: Int)
    /// At these times, in minutes since 1970-01-01T00:00:00Z, and no others.
    ///
    /// From `until` on there are others, which nobody has written down.
    case times([Int], until: Int?)

    /// More times than these are no readable machine.
    static let mostTimes = 2_000
    /// Years from the pipeline's first day for which a zone's changes and single times are written down.
    static let years = 20

    /// Nil when the times of the schedule have no such form.
    init?(_ pipeline: PipelineModel) {
        switch pipeline.schedule {
        case .manual, .datasets: self = .moment
        case .datasetsOrCron(_, let cron), .cron(let cron):
            guard cron.window == .intervalBefore else {
                self = .moment
                return
            }
            guard let table = Self.table(of: cron, pipeline) else { return nil }
            self = table
        case .every(let seconds, let window):
            guard let times = FireTimes(pipeline), seconds % 60 == 0 else { return nil }
            self = window == .instant ? .moment : .steps(seconds: seconds, from: times.start.seconds)
        case .days(let days):
            guard days.coversIntervals else {
                self = .moment
                return
            }
            guard let times = Self.times(pipeline) else { return nil }
            self = .times(times, until: nil)
        case .continuous, .once, .timedPartitions, .datasetPartitions, .runtimePartitions, .timetable: return nil
        }
    }

    private static func table(of cron: CronModel, _ pipeline: PipelineModel) -> WindowTable? {
        let expression: CronExpression
        do throws(CronError) { expression = try CronExpression(cron.expression) } catch { return nil }
        guard let zone = ZoneRules(cron.timeZone), let span = Self.span(of: pipeline) else { return nil }
        guard expression.repeatsWeekly else {
            return times(pipeline).map { .times($0, until: span.upperBound.seconds / 60) }
        }
        let eras = ZoneEra.eras(of: zone, span)
        if let step = expression.steps, eras.allSatisfy({ $0.offset % step == 0 }) {
            return .steps(seconds: step * 60, from: expression.firstMinute * 60)
        }
        let minutes = expression.minutesOfWeek
        if eras.count == 1, let gap = Self.gap(of: minutes) {
            return .steps(seconds: gap * 60, from: (minutes[0] - eras[0].offset) * 60)
        }
        guard !minutes.isEmpty, minutes.count <= mostTimes else { return nil }
        let table = WindowTable.weekly(
            minutes: minutes, eras: eras, until: span.upperBound.seconds / 60)
        return table.agrees(with: pipeline, eras) ? table : nil
    }

    /// The equal steps between the minutes of a week, and on into the next one.
    private static func gap(of minutes: [Int]) -> Int? {
        let week = 7 * 1440
        guard !minutes.isEmpty, week % minutes.count == 0 else { return nil }
        let gap = week / minutes.count
        return minutes.indices.allSatisfy { minutes[$0] == minutes[0] + $0 * gap } ? gap : nil
    }

    /// From the pipeline's first day on.
    private static func span(of pipeline: PipelineModel) -> Range<UnixTime>? {
        let first = CivilDay(pipeline.countedFrom).number - 40
        return UnixTime(first * 86_400)..<UnixTime((first + years * 366) * 86_400)
    }

    private static func times(_ pipeline: PipelineModel) -> [Int]? {
        guard let span = span(of: pipeline), let fires = FireTimes(pipeline) else { return nil }
        var times: [Int] = []
        var next = fires.next(after: UnixTime(fires.start.seconds - 1))
        while let time = next, time < span.upperBound {
            guard times.count < mostTimes else { return nil }
            times.append(time.seconds / 60)
            next = fires.next(after: time)
        }
        return times.isEmpty ? nil : times
    }

    /// Whether it gives the windows of the schedule on the days around each change of the clock. On all others the clock
    /// goes evenly, and the table is right by what it is made of.
    private func agrees(with pipeline: PipelineModel, _ eras: [ZoneEra]) -> Bool {
        guard let fires = FireTimes(pipeline) else { return false }
        return eras.dropFirst().allSatisfy { era in
            var time = UnixTime(max(fires.start.seconds, (era.begin - 3 * 1440) * 60))
            var before = fires.previous(upTo: time)
            let last = UnixTime((era.begin + 3 * 1440) * 60)
            while let next = fires.next(after: time), next <= last {
                if let before, window(at: next.seconds / 60) != before.seconds / 60..<next.seconds / 60 { return false }
                (time, before) = (next, next)
            }
            return true
        }
    }
}

/// A time in which the clocks of a zone go evenly.
struct ZoneEra: Equatable, Sendable {
    /// When it begins, in minutes since 1970-01-01T00:00:00Z.
    let begin: Int
    /// Minutes that clocks are ahead of UTC.
    let offset: Int

    /// What clocks show when it begins, in minutes.
    var clock: Int { begin + offset }

    static func eras(of zone: ZoneRules, _ span: Range<UnixTime>) -> [ZoneEra] {
        [ZoneEra(begin: 0, offset: zone.offset(at: span.lowerBound) / 60)]
            + zone.changes(from: span.lowerBound, to: span.upperBound).map {
                ZoneEra(begin: $0.time.seconds / 60, offset: $0.after / 60)
            }
    }
}

extension WindowTable {
    /// What the machine's expression gives for a moment, in minutes: from the first one to the first one after.
    func window(at minute: Int) -> Range<Int>? {
        switch self {
        case .moment: return minute..<minute
        case .steps(let seconds, let from):
            let passed = (minute * 60 - from).quotient(floor: seconds)
            let end = from + passed * seconds
            return (end - seconds) / 60..<end / 60
        case .times(let times, let until):
            if let until, minute >= until { return nil }
            let passed = times.filter { $0 <= minute }
            return passed.count < 2 ? nil : passed[passed.count - 2]..<passed[passed.count - 1]
        case .weekly(let minutes, let eras, let until):
            guard minute < until, let now = eras.last(where: { $0.begin <= minute }) else { return nil }
            let end = Self.clock(upTo: minute + now.offset, minutes)
            let start = Self.clock(upTo: end - 1, minutes)
            return Self.time(ofClock: start, eras)..<Self.time(ofClock: end, eras)
        }
    }

    /// The last clock time of the weekly ones that is not after another.
    private static func clock(upTo clock: Int, _ minutes: [Int]) -> Int {
        let week = 7 * 1440
        let begin = clock.quotient(floor: week) * week
        if let found = minutes.last(where: { begin + $0 <= clock }) { return begin + found }
        return begin - week + (minutes.last ?? 0)
    }

    private static func time(ofClock clock: Int, _ eras: [ZoneEra]) -> Int {
        clock - (eras.last { $0.clock <= clock }?.offset ?? eras[0].offset)
    }
}

extension Int {
    fileprivate func quotient(floor divisor: Int) -> Int { (self - ((self % divisor) + divisor) % divisor) / divisor }
}
