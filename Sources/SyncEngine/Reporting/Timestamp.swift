internal import CivilTime
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
        ISO8601.text(milliseconds: Int(nanoseconds.floored(by: 1_000_000)))
    }

    /// The moment as mail headers have it (RFC 5322), in UTC.
    package var mailDate: String {
        let seconds = Int(nanoseconds.floored(by: 1_000_000_000))
        let clock = ISO8601.text(ofClock: seconds).suffix(8)
        let date = GregorianDay(number: seconds.floored(by: 86_400))
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        return "\(date.day) \(months[date.month - 1]) \(date.year) \(clock) +0000"
    }

    /// Reads RFC 3339 to the second, such as `2026-03-01T09:30:00Z`; nil for anything else.
    package init?(rfc3339 text: String) {
        guard text.utf8.contains(UInt8(ascii: "T")), let seconds = ISO8601.seconds(of: text) else { return nil }
        self.init(seconds: Int64(seconds))
    }
}

extension BinaryInteger {
    /// The quotient, rounded down.
    fileprivate func floored(by divisor: Self) -> Self {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
