import PipelineModel

extension UnixTime {
    /// A time as `2026-03-29T01:00:00Z`, with an offset such as `+02:00`, without seconds, or a day, which starts at
    /// midnight in UTC. Nil for any other text and for days that do not exist.
    package init?(iso8601 text: String) {
        let parts = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
        let date = parts[0].split(separator: "-", omittingEmptySubsequences: false).map(Self.number)
        guard date.count == 3, let year = date[0], let month = date[1], let day = date[2] else { return nil }
        let civil = CivilDay(CalendarDate(year: year, month: month, day: day))
        guard civil.date == CalendarDate(year: year, month: month, day: day) else { return nil }
        guard parts.count == 2 else {
            self.init(civil.number * 86_400)
            return
        }
        let clock = parts[1].prefix { $0 != "Z" && $0 != "+" && $0 != "-" }
        guard let seconds = Self.seconds(ofClock: clock), let offset = Self.offset(parts[1].dropFirst(clock.count))
        else { return nil }
        self.init(civil.number * 86_400 + seconds - offset)
    }

    /// As `2026-03-29T01:00:00Z`.
    package var iso8601: String { Self.text(ofClock: seconds) + "Z" }

    /// As clocks of a zone show it: `2026-03-29 03:00`.
    package func text(in zone: ZoneRules) -> String {
        String(Self.text(ofClock: zone.clock(at: self)).dropLast(3)).replacing("T", with: " ")
    }

    private static func text(ofClock clock: Int) -> String {
        let day = Int((Double(clock) / 86_400).rounded(.down))
        let (date, second) = (CivilDay(day).date, clock - day * 86_400)
        return "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))"
            + "T\(padded(second / 3600, 2)):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2))"
    }

    private static func padded(_ number: Int, _ digits: Int) -> String {
        String(repeating: "0", count: max(0, digits - String(number).count)) + String(number)
    }

    private static func number(_ text: Substring) -> Int? {
        text.allSatisfy { ("0"..."9").contains($0) } ? Int(text) : nil
    }

    private static func seconds(ofClock text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(number)
        guard (2...3).contains(parts.count), let hour = parts[0], let minute = parts[1],
            let second = parts.count == 3 ? parts[2] : 0, hour < 24, minute < 60, second < 60
        else { return nil }
        return hour * 3600 + minute * 60 + second
    }

    /// Seconds ahead of UTC.
    private static func offset(_ text: Substring) -> Int? {
        if text == "Z" { return 0 }
        guard let sign = text.first, let seconds = seconds(ofClock: text.dropFirst()) else { return nil }
        return sign == "-" ? -seconds : seconds
    }
}
