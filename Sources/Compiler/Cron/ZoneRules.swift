import Foundation

/// An instant, in seconds since 1970-01-01T00:00:00Z.
package struct UnixTime: Hashable, Sendable, Comparable {
    package let seconds: Int

    package init(_ seconds: Int) {
        self.seconds = seconds
    }

    package static func < (left: UnixTime, right: UnixTime) -> Bool { left.seconds < right.seconds }
}

/// What the clocks of a time zone show, by the machine's time-zone data.
package struct ZoneRules: Sendable {
    private let zone: Foundation.TimeZone
    /// Whether it never changes its clocks because it is UTC.
    private let isUTC: Bool

    /// Nil when the IANA database has no zone of the name.
    package init?(_ name: String) {
        guard name.utf8.contains(UInt8(ascii: "/")) || Self.shortNames.contains(name),
            let zone = Foundation.TimeZone(identifier: name)
        else { return nil }
        self.zone = zone
        isUTC = name == "UTC"
    }

    /// The names of the database without a region. Foundation knows others, such as `PST` and `GMT+2`, which
    /// schedulers refuse.
    ///
    /// Source: https://data.iana.org/time-zones/tzdb/tzdata.zi
    private static let shortNames: Set<String> = [
        "CET", "CST6CDT", "Cuba", "EET", "EST", "EST5EDT", "Egypt", "Eire", "GB", "GB-Eire", "GMT", "GMT+0", "GMT-0",
        "GMT0", "Greenwich", "HST", "Hongkong", "Iceland", "Iran", "Israel", "Jamaica", "Japan", "Kwajalein", "Libya",
        "MET", "MST", "MST7MDT", "NZ", "NZ-CHAT", "Navajo", "PRC", "PST8PDT", "Poland", "Portugal", "ROC", "ROK",
        "Singapore", "Turkey", "UCT", "UTC", "Universal", "W-SU", "WET", "Zulu",
    ]

    /// The zones of the machine's database.
    static var names: [String] { Foundation.TimeZone.knownTimeZoneIdentifiers }

    /// Seconds that local clocks are ahead of UTC.
    package func offset(at time: UnixTime) -> Int {
        isUTC ? 0 : zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(time.seconds)))
    }

    /// What local clocks show, as seconds since their 1970-01-01T00:00:00.
    package func clock(at time: UnixTime) -> Int { time.seconds + offset(at: time) }

    /// When local clocks show a time. Of a repeated hour it is the second; a skipped time counts with the offset before
    /// the clocks went forward, so that 02:30 comes as 03:30.
    ///
    /// Source: `make_aware` in Airflow's `timezone.py` and `Timezone.convert` of pendulum.
    package func time(ofClock clock: Int) -> UnixTime {
        let before = offset(at: UnixTime(clock - Self.day))
        let after = offset(at: UnixTime(clock + Self.day))
        guard before != after else { return UnixTime(clock - before) }
        let late = UnixTime(clock - after)
        return offset(at: late) == after ? late : UnixTime(clock - before)
    }

    private static let day = 86_400

    /// Changes of the offset from one time to another.
    package func changes(from start: UnixTime, to end: UnixTime) -> [ClockChange] {
        guard !isUTC else { return [] }
        var changes: [ClockChange] = []
        var (time, current) = (start, offset(at: start))
        while time < end {
            let next = UnixTime(min(time.seconds + Self.day, end.seconds))
            let offset = offset(at: next)
            if offset != current {
                changes.append(
                    ClockChange(at: change(after: time, by: next, from: current), before: current, after: offset))
            }
            (time, current) = (next, offset)
        }
        return changes
    }

    /// Bisection: the offset is still `offset` at `early` and no longer at `late`.
    private func change(after early: UnixTime, by late: UnixTime, from offset: Int) -> UnixTime {
        var (low, high) = (early.seconds, late.seconds)
        while high - low > 1 {
            let middle = (low + high) / 2
            if self.offset(at: UnixTime(middle)) == offset { low = middle } else { high = middle }
        }
        return UnixTime(high)
    }
}

/// A moment at which local clocks are put forward or back.
package struct ClockChange: Sendable {
    package let time: UnixTime
    /// Seconds ahead of UTC.
    package let before: Int
    package let after: Int

    init(at time: UnixTime, before: Int, after: Int) {
        self.time = time
        self.before = before
        self.after = after
    }

    package var goesForward: Bool { after > before }

    /// The clock times that are skipped or that come twice.
    package var affected: Range<Int> {
        time.seconds + min(before, after)..<time.seconds + max(before, after)
    }
}
