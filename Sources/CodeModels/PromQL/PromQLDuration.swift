/// A length of time as Prometheus writes it: one number and one unit, as large as it may be.
package struct PromQLDuration: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let seconds: Int

    /// At least one second.
    package init(seconds: Int) {
        precondition(seconds > 0, "a length of time of \(seconds) s")
        self.seconds = seconds
    }

    package static func seconds(_ count: Int) -> PromQLDuration { PromQLDuration(seconds: count) }
    package static func minutes(_ count: Int) -> PromQLDuration { PromQLDuration(seconds: count * 60) }
    package static func hours(_ count: Int) -> PromQLDuration { PromQLDuration(seconds: count * 3600) }
    package static func days(_ count: Int) -> PromQLDuration { PromQLDuration(seconds: count * 86_400) }

    /// Such as `90s`, `26h` or `7d`. A year of Prometheus has 365 days and is not used.
    package var description: String {
        for (length, unit) in [(86_400, "d"), (3600, "h"), (60, "m")] where seconds % length == 0 {
            return "\(seconds / length)\(unit)"
        }
        return "\(seconds)s"
    }

    package static func < (left: PromQLDuration, right: PromQLDuration) -> Bool { left.seconds < right.seconds }
}
