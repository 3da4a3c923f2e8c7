import CivilTime

extension UnixTime {
    /// A time as `2026-03-29T01:00:00Z`, with an offset such as `+02:00`, without seconds, or a day, which starts at
    /// midnight in UTC. Nil for any other text and for days that do not exist.
    package init?(iso8601 text: String) {
        guard let seconds = ISO8601.seconds(of: text) else { return nil }
        self.init(seconds)
    }

    /// As `2026-03-29T01:00:00Z`.
    package var iso8601: String { ISO8601.text(seconds: seconds) }

    /// As clocks of a zone show it: `2026-03-29 03:00`.
    package func text(in zone: ZoneRules) -> String {
        String(ISO8601.text(ofClock: zone.clock(at: self)).dropLast(3)).replacing("T", with: " ")
    }
}
