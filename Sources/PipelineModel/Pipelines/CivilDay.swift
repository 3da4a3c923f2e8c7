import CivilTime

/// A day of the proleptic Gregorian calendar, counted from 1970-01-01.
package struct CivilDay: Hashable, Sendable, Comparable {
    package let number: Int

    package init(_ number: Int) {
        self.number = number
    }

    /// The date must exist.
    package init(_ date: CalendarDate) {
        number = GregorianDay.number(year: date.year, month: date.month, day: date.day)
    }

    package var date: CalendarDate {
        let day = GregorianDay(number: number)
        return CalendarDate(year: day.year, month: day.month, day: day.day)
    }

    /// Sunday is 0. 1970-01-01 was a Thursday.
    package var weekday: Int { ((number + 4) % 7 + 7) % 7 }

    package static func < (left: CivilDay, right: CivilDay) -> Bool { left.number < right.number }
}
