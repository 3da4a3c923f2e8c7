/// The values of a cron expression, field by field.
package struct CronFields: Hashable, Sendable {
    package let minutes: [Int]
    package let hours: [Int]
    package let daysOfMonth: [Int]
    package let months: [Int]
    /// Sunday is 0.
    package let daysOfWeek: [Int]
    package let includesLastDay: Bool
    /// Weekdays by their place in the month, such as `FRI#2`, or `FRIL` for the last one. When there are any, no other
    /// day fits.
    package let placesInMonth: [String]
    /// The day of the month to which the working day is the nearest, when it is one. No other day fits then.
    package let nearestWorkingDay: Int?
    package let restrictsDayOfMonth: Bool
    package let restrictsDayOfWeek: Bool

    /// By their numbers.
    package static let weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]
}

extension CronExpression {
    package var fields: CronFields {
        let places = weekdaysOfMonth.sorted { ($0.weekday, $0.place ?? 6) < ($1.weekday, $1.place ?? 6) }
        return CronFields(
            minutes: minutes, hours: hours, daysOfMonth: daysOfMonth.sorted, months: months.sorted,
            daysOfWeek: daysOfWeek.sorted, includesLastDay: includesLastDay,
            placesInMonth: places.map { place in
                let name = CronFields.weekdays[place.weekday]
                return place.place.map { "\(name)#\($0)" } ?? "\(name)L"
            }, nearestWorkingDay: nearestWorkingDay, restrictsDayOfMonth: restrictsDayOfMonth,
            restrictsDayOfWeek: restrictsDayOfWeek)
    }
}
