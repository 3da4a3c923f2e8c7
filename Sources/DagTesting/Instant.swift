import Compiler

/// A moment, written as `"2026-03-29T01:00:00Z"`, with an offset as `"2026-03-29T03:00+02:00"`, or as a day, which
/// starts at midnight in UTC.
public struct Instant: Hashable, Comparable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
    let time: UnixTime

    init(_ time: UnixTime) {
        self.time = time
    }

    /// A moment written in a test. A text that is none stops the test.
    public init(stringLiteral text: StaticString) {
        guard let time = UnixTime(iso8601: text.description) else {
            preconditionFailure("`\(text)` is no time; write it as 2026-03-29T01:00:00Z")
        }
        self.time = time
    }

    /// Whether it comes before the other one.
    public static func < (left: Instant, right: Instant) -> Bool { left.time < right.time }

    /// In UTC, as `2026-03-29T01:00:00Z`.
    public var description: String { time.iso8601 }
}
