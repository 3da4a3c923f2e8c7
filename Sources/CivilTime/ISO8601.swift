/// Days and times as texts of ISO 8601, in the profile of RFC 3339.
///
/// Source: https://www.rfc-editor.org/rfc/rfc3339#section-5.6
package enum ISO8601 {
    /// As `2026-03-29`.
    package static func text(year: Int, month: Int, day: Int) -> String {
        "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    /// As `2026-03-29T01:00:00`, which a zone's offset or `Z` is to follow.
    ///
    /// - Parameter clock: what a clock shows, in seconds since it showed 1970-01-01 00:00.
    package static func text(ofClock clock: Int) -> String {
        let (number, second) = clock.floored(by: 86_400)
        let date = GregorianDay(number: number)
        return text(year: date.year, month: date.month, day: date.day)
            + "T\(padded(second / 3600, 2)):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2))"
    }

    /// As `2026-03-29T01:00:00Z`.
    ///
    /// - Parameter seconds: since 1970-01-01 00:00 UTC.
    package static func text(seconds: Int) -> String { text(ofClock: seconds) + "Z" }

    /// As `2026-03-29T01:00:00.250Z`.
    package static func text(milliseconds: Int) -> String {
        let (seconds, rest) = milliseconds.floored(by: 1000)
        return "\(text(ofClock: seconds)).\(padded(rest, 3))Z"
    }

    /// Seconds since 1970-01-01 00:00 UTC of a time as `2026-03-29T01:00:00Z`, with an offset such as `+02:00`, without
    /// seconds, or of a day, which starts at midnight in UTC. Nil for any other text and for what does not exist.
    package static func seconds(of text: String) -> Int? {
        let parts = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
        guard let midnight = day(of: parts[0]).map({ $0.number * 86_400 }) else { return nil }
        guard parts.count == 2 else { return midnight }
        let clock = parts[1].prefix { $0 != "Z" && $0 != "+" && $0 != "-" }
        guard let seconds = Self.seconds(ofClock: clock), let offset = Self.offset(parts[1].dropFirst(clock.count))
        else {
            return nil
        }
        return midnight + seconds - offset
    }

    /// A day as `2026-03-29`. Nil for any other text and for days that do not exist.
    package static func day(of text: Substring) -> GregorianDay? {
        let date = text.split(separator: "-", omittingEmptySubsequences: false).map(number)
        guard date.count == 3, let year = date[0], let month = date[1], let day = date[2], year <= 9999 else {
            return nil
        }
        return GregorianDay(year: year, month: month, day: day)
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
        guard let sign = text.first, let seconds = Self.seconds(ofClock: text.dropFirst()) else { return nil }
        return sign == "-" ? -seconds : seconds
    }

    private static func number(_ text: Substring) -> Int? {
        text.utf8.allSatisfy { (48...57).contains($0) } ? Int(text) : nil
    }

    private static func padded(_ number: Int, _ digits: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }
}
