import PipelineModel

extension CronExpression {
    /// Years that are searched, as croniter does.
    private static let horizon = 50

    /// The first time after `time` at which a run starts, or nil when there is none within 50 years.
    ///
    /// It looks at the clock of the zone. A schedule that covers every hour goes on in equal steps when the clock
    /// changes; another one fires at the second of two equal clock times, and an hour later when its time is skipped.
    /// Source: `CronMixin._get_next` in Airflow's `timetables/_cron.py`.
    package func next(after time: UnixTime, in zone: ZoneRules) -> UnixTime? {
        let clock = zone.clock(at: time)
        guard let next = nextClock(after: clock) else { return nil }
        return coversEveryHour ? UnixTime(time.seconds + next - clock) : zone.time(ofClock: next)
    }

    /// The first time on a clock that never changes, in seconds since its 1970-01-01T00:00:00.
    func nextClock(after clock: Int) -> Int? {
        let (number, second) = clock.quotientAndRemainder(floor: 86_400)
        if fits(CivilDay(number)), let time = firstTime(after: second) { return number * 86_400 + time }
        guard let hour = hours.first, let minute = minutes.first else { return nil }
        for day in number + 1...number + Self.horizon * 366 where fits(CivilDay(day)) {
            return day * 86_400 + hour * 3600 + minute * 60
        }
        return nil
    }

    /// The last time before `time` at which a run starts, or nil when there is none within 50 years.
    ///
    /// Source: `CronMixin._get_prev` in Airflow's `timetables/_cron.py`.
    func previous(before time: UnixTime, in zone: ZoneRules) -> UnixTime? {
        let clock = zone.clock(at: time)
        guard let previous = previousClock(before: clock) else { return nil }
        return coversEveryHour ? UnixTime(time.seconds + previous - clock) : zone.time(ofClock: previous)
    }

    /// The time itself, where a run starts at it, or the next one. Of a time that clocks have skipped, the runs of that
    /// hour but the first are none.
    ///
    /// Source: `CronMixin._align_to_next` in Airflow's `timetables/_cron.py`.
    func aligned(onOrAfter time: UnixTime, in zone: ZoneRules) -> UnixTime? {
        guard let next = next(after: time, in: zone) else { return nil }
        return previous(before: next, in: zone) == time ? time : next
    }

    /// The time itself, where a run starts at it, or the one before.
    ///
    /// Source: `CronMixin._align_to_prev` in Airflow's `timetables/_cron.py`.
    func aligned(onOrBefore time: UnixTime, in zone: ZoneRules) -> UnixTime? {
        guard let previous = previous(before: time, in: zone) else { return nil }
        return next(after: previous, in: zone) == time ? time : previous
    }

    /// The last time before another one on a clock that never changes.
    private func previousClock(before clock: Int) -> Int? {
        let (number, second) = clock.quotientAndRemainder(floor: 86_400)
        if fits(CivilDay(number)), let time = lastTime(before: second) { return number * 86_400 + time }
        guard let hour = hours.last, let minute = minutes.last else { return nil }
        var day = number - 1
        while day >= number - Self.horizon * 366 {
            if fits(CivilDay(day)) { return day * 86_400 + hour * 3600 + minute * 60 }
            day -= 1
        }
        return nil
    }

    /// The last second of the day before another one.
    private func lastTime(before second: Int) -> Int? {
        for hour in hours.reversed() where hour * 3600 < second {
            for minute in minutes.reversed() where hour * 3600 + minute * 60 < second {
                return hour * 3600 + minute * 60
            }
        }
        return nil
    }

    /// The first second of the day after another one.
    private func firstTime(after second: Int) -> Int? {
        for hour in hours where hour * 3600 + 3599 > second {
            for minute in minutes where hour * 3600 + minute * 60 > second { return hour * 3600 + minute * 60 }
        }
        return nil
    }
}

extension Int {
    /// Division that rounds down, so that the remainder is never negative.
    func quotientAndRemainder(floor divisor: Int) -> (quotient: Int, remainder: Int) {
        let remainder = ((self % divisor) + divisor) % divisor
        return ((self - remainder) / divisor, remainder)
    }
}
