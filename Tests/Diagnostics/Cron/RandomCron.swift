import Compiler
import PipelineModel
import TestSupport

/// Cron expressions, zones and times that cover what people write, and what they mistype.
struct RandomCron {
    struct Case: Codable, CustomStringConvertible {
        let cron: String
        let zone: String
        let after: Int

        var description: String { "`\(cron)` in \(zone) after \(after)" }
    }

    private var random: SeededGenerator
    /// Among them are zones that change clocks at midnight, by half an hour, and to the other side of the date line.
    private static let zones = [
        "UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "America/Santiago",
        "Pacific/Chatham", "Europe/Dublin", "America/St_Johns", "Asia/Tokyo", "Africa/Casablanca", "Asia/Beirut",
    ]
    /// 2024-01-01 and three years of seconds.
    private static let first = 1_704_067_200
    private static let span = 3 * 365 * 86_400

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    mutating func makeCase() -> Case {
        let zone = pick(Self.zones)
        return Case(cron: expression(), zone: zone, after: time(in: zone))
    }

    /// A pipeline whose schedule has times.
    mutating func makeSchedule() -> Timed {
        let zone = pick(Self.zones)
        let start = day(of: time(in: zone))
        let length = number(below: 3) == 0 ? number(below: 40) : nil
        let window: DataWindow = pick([.instant, .intervalBefore])
        var timed = Timed(
            zone: zone, start: start, end: length.map { CivilDay(CivilDay(start).number + $0).date }, window: window)
        switch number(below: 10) {
        case 0...6: timed.cron = readable()
        case 7...8: timed.seconds = pick([60, 900, 3600, 5400, 86_400, 90_061])
        default:
            timed.window = .instant
            timed.days = (0..<12).filter { _ in number(below: 2) == 0 }.map {
                CivilDay(CivilDay(start).number + $0 - 2).date
            }
            (timed.hour, timed.minute) = (number(below: 4), pick([0, 30, 59]))
        }
        return timed
    }

    /// What the compiler takes. What it refuses, and Airflow too, says nothing of runs.
    private mutating func readable() -> String {
        while true {
            let text = expression()
            do { _ = try CronExpression(text) } catch { continue }
            return text
        }
    }

    private func day(of time: Int) -> CalendarDate { CivilDay(time / 86_400).date }

    /// Half of the times lie within some hours of a clock change.
    private mutating func time(in name: String) -> Int {
        let time = Self.first + number(below: Self.span)
        guard number(below: 2) == 0, let zone = ZoneRules(name) else { return time }
        let changes = zone.changes(from: UnixTime(time), to: UnixTime(time + 366 * 86_400))
        guard let change = changes.first else { return time }
        return change.time.seconds + number(below: 10 * 3600) - 5 * 3600
    }

    private mutating func expression() -> String {
        // Mostly few minutes and hours, so that changes of the clock matter.
        let minute = pick(["0", "30", "15,45", "*/15", "*", field(0, 59)])
        let hour = pick(["0", "1", "2", "3", "2,3", "*", "*/2", "1-4", "0-23", field(0, 23)])
        let day = pick(["*", "*", "*", "*/2", "1", "15,31", "l", "15w", "w1", "31w", field(1, 31)])
        let month = pick(["*", "*", "*", "*", "3,10", "feb-apr", "nov-feb", field(1, 12)])
        // The compiler refuses a day of the month beside `1#2`, which Airflow reads in a way of its own.
        let special = day == "*" ? ["1#2", "l5", "fri#1"] : []
        // So it does a weekday beside `15W`.
        guard !day.contains("w") else { return "\(minute) \(hour) \(day) \(month) *" }
        let weekday = pick(["*", "*", "*", "0", "7", "0-7", "mon-fri", "fri-mon", "sun", field(0, 7)] + special)
        return "\(minute) \(hour) \(day) \(month) \(weekday)"
    }

    /// Values, ranges, steps and lists; one in some is out of range or no number.
    private mutating func field(_ low: Int, _ high: Int) -> String {
        var items: [String] = []
        for _ in 0...number(below: 3) {
            let start = low + number(below: high - low + 1)
            let end = low + number(below: high - low + 1)
            switch number(below: 12) {
            case 0...4: items.append("\(start)")
            case 5...6: items.append(start == end ? "\(start)" : "\(start)-\(end)")
            case 7: items.append("*/\(1 + number(below: high))")
            case 8: items.append("\(start)/\(1 + number(below: high))")
            case 9: items.append(start == end ? "*" : "\(start)-\(end)/\(1 + number(below: 5))")
            case 10: items.append("\(high + 1 + number(below: 3))")
            default: items.append(pick(["x", "", "-1", "5-", "*/0", "1/2/3"]))
            }
        }
        return items.joined(separator: ",")
    }

    private mutating func pick<Choice>(_ choices: [Choice]) -> Choice { choices[number(below: choices.count)] }

    private mutating func number(below bound: Int) -> Int { Int(random.next() % UInt64(bound)) }
}
