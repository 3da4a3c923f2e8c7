import CivilTime

/// A moment between the last change of a database and the first one after it was restored or moved: what counts places in
/// the log began anew there. In UTC.
package struct DatabaseRestoreModel: Hashable, Sendable, Codable {
    package var day: CalendarDate
    package var hour: Int
    package var minute: Int

    package init(day: CalendarDate, hour: Int, minute: Int) {
        self.day = day
        self.hour = hour
        self.minute = minute
    }

    /// Bytes of log that lie between places of two logs: 36 PB, more than any database writes before it is restored.
    package static let epoch = 1 << 55
    /// Of so many logs the places are numbers of 64 bits with a sign.
    package static let most = 200

    /// Seconds since 1970; nil where there is no such moment, or it lies before that.
    package var seconds: Int? {
        guard day.exists, (0...23).contains(hour), (0...59).contains(minute) else { return nil }
        let days = GregorianDay.number(year: day.year, month: day.month, day: day.day)
        return days < 0 ? nil : days * 86_400 + hour * 3600 + minute * 60
    }
}

extension DatabaseServerModel {
    /// Microseconds since 1970 of its restores, as changes are told.
    package var restoreMicroseconds: [Int] { restores.compactMap(\.seconds).map { $0 * 1_000_000 } }
}
