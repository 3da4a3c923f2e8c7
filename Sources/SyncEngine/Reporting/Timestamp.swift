internal import Glibc

/// A moment of the wall clock, in nanoseconds since 1970-01-01 00:00 UTC.
package struct Timestamp: Sendable, Hashable, Comparable {
    package let nanoseconds: Int64

    package init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    package init(seconds: Int64) {
        nanoseconds = seconds.multipliedReportingOverflow(by: 1_000_000_000).partialValue
    }

    /// The present moment.
    package static func now() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }

    package var seconds: Double { Double(nanoseconds) / 1e9 }

    /// How long ago `earlier` was; never negative, since the wall clock can be set back.
    package func since(_ earlier: Timestamp) -> Duration {
        .nanoseconds(max(0, nanoseconds.subtractingReportingOverflow(earlier.nanoseconds).partialValue))
    }

    package static func < (left: Timestamp, right: Timestamp) -> Bool { left.nanoseconds < right.nanoseconds }

    /// RFC 3339 in UTC with milliseconds, such as `2026-03-01T09:30:00.250Z`.
    package var rfc3339: String {
        let milliseconds = Int64((Double(nanoseconds) / 1e6).rounded(.down))
        let (days, ofDay) = milliseconds.flooredQuotientAndRemainder(86_400_000)
        let date = Self.date(days: days)
        let second = ofDay / 1000
        return "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))T"
            + "\(padded(second / 3600, 2)):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2))"
            + ".\(padded(ofDay % 1000, 3))Z"
    }

    /// The moment as mail headers have it (RFC 5322), in UTC.
    package var mailDate: String {
        let seconds = nanoseconds.flooredQuotientAndRemainder(1_000_000_000).0
        let (days, ofDay) = seconds.flooredQuotientAndRemainder(86_400)
        let date = Self.date(days: days)
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        return "\(date.day) \(months[Int(date.month) - 1]) \(date.year) "
            + "\(padded(ofDay / 3600, 2)):\(padded(ofDay / 60 % 60, 2)):\(padded(ofDay % 60, 2)) +0000"
    }

    /// Reads RFC 3339 in UTC to the second, such as `2026-03-01T09:30:00Z`; nil for anything else.
    package init?(rfc3339 text: String) {
        let shape = text.map { $0.isASCII && $0.isNumber ? "0" : $0 }
        guard String(shape) == "0000-00-00T00:00:00Z" else { return nil }
        let numbers = text.split { !$0.isNumber }.compactMap { Int64($0) }
        guard numbers.count == 6, (1...12).contains(numbers[1]), (1...31).contains(numbers[2]) else { return nil }
        let days = Self.days(year: numbers[0], month: numbers[1], day: numbers[2])
        self.init(seconds: days * 86_400 + numbers[3] * 3600 + numbers[4] * 60 + numbers[5])
    }

    /// Days since 1970-01-01, the inverse of `date(days:)`.
    private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        let shifted = (month + 9) % 12
        let (era, ofEra) = (year - (month <= 2 ? 1 : 0)).flooredQuotientAndRemainder(400)
        let dayOfEra = ofEra * 365 + ofEra / 4 - ofEra / 100 + (153 * shifted + 2) / 5 + day - 1
        return era * 146_097 + dayOfEra - 719_468
    }

    /// The day in the Gregorian calendar, counted in eras of 400 years that begin in March, so that the leap day is
    /// the last of its year.
    private static func date(days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let (era, ofEra) = (days + 719_468).flooredQuotientAndRemainder(146_097)
        let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let dayOfYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }
}

extension Int64 {
    fileprivate func flooredQuotientAndRemainder(_ divisor: Int64) -> (Int64, Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}

private func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
