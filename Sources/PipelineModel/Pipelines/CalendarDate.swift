import CivilTime

/// A day in the proleptic Gregorian calendar, without a zone.
package struct CalendarDate: Hashable, Sendable, Codable, Comparable {
    package var year: Int
    package var month: Int
    package var day: Int

    package init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// From where times are counted that have no start: the day itself is of no meaning.
    package static let unnamedStart = CalendarDate(year: 2025, month: 1, day: 1)

    package static func < (left: CalendarDate, right: CalendarDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }
}

extension CalendarDate: CustomStringConvertible {
    /// ISO 8601.
    package var description: String { ISO8601.text(year: year, month: month, day: day) }

    /// A day as `2026-03-29`. Nil for any other text and for days that do not exist.
    package init?(iso8601 text: String) {
        guard let day = ISO8601.day(of: text[...]) else { return nil }
        self.init(year: day.year, month: day.month, day: day.day)
    }

    /// Whether the calendar has it, in a year from 1 to 9999.
    package var exists: Bool {
        (1...9999).contains(year) && GregorianDay(year: year, month: month, day: day) != nil
    }
}
