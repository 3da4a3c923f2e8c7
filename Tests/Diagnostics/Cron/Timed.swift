import Compiler
import PipelineModel

/// A schedule with times, and the days between which a pipeline has it.
struct Timed: CustomStringConvertible {
    let zone: String
    let start: CalendarDate
    let end: CalendarDate?
    var window: DataWindow
    /// One of these three is set.
    var cron: String?
    var seconds: Int?
    var days: [CalendarDate]?
    var hour = 0
    var minute = 0

    init(zone: String, start: CalendarDate, end: CalendarDate?, window: DataWindow) {
        self.zone = zone
        self.start = start
        self.end = end
        self.window = window
    }

    var description: String {
        let times = cron ?? seconds.map { "every \($0) s" } ?? "\(days ?? []) at \(hour):\(minute)"
        return "`\(times)` in \(zone) from \(start) to \(end.map(\.description) ?? "ever"), \(window)"
    }

    var pipeline: PipelineModel {
        var model = PipelineModel(id: "timed", source: "", schedule: schedule, owner: "", root: ScopeModel())
        (model.start, model.end) = (start, end)
        return model
    }

    private var schedule: ScheduleModel {
        if let cron { return .cron(CronModel(expression: cron, timeZone: zone, window: window)) }
        if let seconds { return .every(seconds: seconds, window: window) }
        return .days(DaysModel(days: days ?? [], hour: hour, minute: minute, timeZone: zone, name: nil))
    }
}

extension Timed {
    /// Those in which a window begins later than the one before ends, or the first run comes a day later.
    static let aroundSkippedHours = [
        Timed("*/15 */2 * * *", in: "America/New_York", from: CalendarDate(year: 2024, month: 3, day: 10)),
        Timed("* 0 * * *", in: "Asia/Beirut", from: CalendarDate(year: 2026, month: 3, day: 29)),
        Timed("0 0-23 1 * *", in: "America/Santiago", from: CalendarDate(year: 2024, month: 9, day: 8)),
    ]

    private init(_ cron: String, in zone: String, from start: CalendarDate) {
        self.init(zone: zone, start: start, end: nil, window: .intervalBefore)
        self.cron = cron
    }
}

extension Timed: Encodable {
    private enum Key: String, CodingKey {
        case zone, start, end, window, cron, seconds, days, hour, minute
    }

    func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        try object.encode(schedule.zone, forKey: .zone)
        try object.encode(start.description, forKey: .start)
        try object.encodeIfPresent(end?.description, forKey: .end)
        try object.encode(window, forKey: .window)
        try object.encodeIfPresent(cron, forKey: .cron)
        try object.encodeIfPresent(seconds, forKey: .seconds)
        try object.encodeIfPresent(days?.map(\.description), forKey: .days)
        try object.encode(hour, forKey: .hour)
        try object.encode(minute, forKey: .minute)
    }
}
