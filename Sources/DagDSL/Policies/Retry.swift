package import PipelineModel

/// How often and how patiently a failed try is repeated.
public struct Retry: Sendable {
    package let model: RetryModel

    /// No second try.
    public static let never = Retry(model: RetryModel(count: 0, growth: .fixed, delay: 0))

    /// `count` more tries with the same wait before each.
    public static func fixed(_ count: Int, every delay: Duration) -> Retry {
        Retry(model: RetryModel(count: count, growth: .fixed, delay: delay.wholeSeconds))
    }

    /// `count` more tries; each wait is twice the last one and never longer than `cap`.
    public static func exponential(_ count: Int, from delay: Duration, upTo cap: Duration) -> Retry {
        Retry(
            model: RetryModel(
                count: count, growth: .exponential, delay: delay.wholeSeconds, cap: cap.wholeSeconds))
    }
}
