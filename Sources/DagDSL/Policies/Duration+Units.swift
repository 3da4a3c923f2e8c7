import PipelineModel

extension Duration {
    /// So many minutes.
    public static func minutes(_ count: Int) -> Duration { .seconds(count.multipliedSaturated(by: 60)) }

    /// So many hours.
    public static func hours(_ count: Int) -> Duration { .seconds(count.multipliedSaturated(by: 3600)) }

    /// So many days of 24 hours.
    public static func days(_ count: Int) -> Duration { .seconds(count.multipliedSaturated(by: 86_400)) }

    /// Seconds beyond which times are not told apart, so that no sum of some of them is out of range: 31,000 years,
    /// which every limit refuses.
    private static let mostSeconds: Int64 = 1_000_000_000_000

    /// Rounded up, since schedulers count in seconds and a limit must not become zero.
    package var wholeSeconds: Int {
        let (seconds, attoseconds) = components
        return Int(max(-Self.mostSeconds, min(Self.mostSeconds, seconds))) + (attoseconds > 0 ? 1 : 0)
    }
}
