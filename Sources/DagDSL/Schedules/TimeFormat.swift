/// How a time of the run is written: `"%Y/%m"`, in the directives of C's `strftime`.
public struct TimeFormat: Sendable, ExpressibleByStringLiteral {
    let text: String

    /// `2026-01-31`.
    public static let day: TimeFormat = "%Y-%m-%d"

    /// `20260131`.
    public static let compactDay: TimeFormat = "%Y%m%d"

    /// `2026-01`.
    public static let month: TimeFormat = "%Y-%m"

    /// `2026-01-31T02`.
    public static let hour: TimeFormat = "%Y-%m-%dT%H"

    /// Directives such as `%Y` and `%m`, and other characters as they are: https://docs.python.org/3/library/datetime.html
    public init(stringLiteral text: StaticString) {
        self.text = text.description
    }
}
