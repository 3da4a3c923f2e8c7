import PipelineModel

extension CronExpression {
    /// Whether it fires at the same times of the clock in every week.
    package var repeatsWeekly: Bool {
        !restrictsDayOfMonth && months.count == 12 && weekdaysOfMonth.isEmpty
    }

    /// Minutes at which it fires, from the first one of a Thursday on, as 1970-01-01 was one. Only for an expression that
    /// repeats weekly.
    package var minutesOfWeek: [Int] {
        (0..<7).flatMap { day -> [Int] in
            guard fits(CivilDay(day)) else { return [] }
            return hours.flatMap { hour in minutes.map { minute in day * 1440 + hour * 60 + minute } }
        }
    }

    /// The equal steps, in minutes, in which it fires around the clock on every day; nil when it does not.
    package var steps: Int? {
        guard repeatsWeekly, !restrictsDayOfWeek, coversEveryHour else { return nil }
        let step = 60 / minutes.count
        guard step * minutes.count == 60 else { return nil }
        return minutes.indices.allSatisfy { minutes[$0] == minutes[0] + $0 * step } ? step : nil
    }

    /// The first of the minutes of an hour at which it fires.
    package var firstMinute: Int { minutes[0] }
}
