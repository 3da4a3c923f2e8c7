import PipelineModel

/// Glue, on which an environment of Step Functions runs Spark jobs: each task gets a definition of a job.
public struct GlueSetting: Sendable {
    let model: GluePlatform

    /// A release of Glue that still runs: https://docs.aws.amazon.com/glue/latest/dg/release-notes.html
    public enum Release: Sendable {
        /// Spark 3.3 and Python 3.10.
        case v4_0
        /// Spark 3.5 and Python 3.11.
        case v5_0

        var text: String {
            switch self {
            case .v4_0: "4.0"
            case .v5_0: "5.0"
            }
        }
    }

    /// - Parameters:
    ///   - release: what jobs run on.
    ///   - role: the ARN of the role that jobs have.
    ///   - code: below which the jobs' files lie, such as `s3://acme-jobs/orders`.
    ///   - workers: how many workers a job has that does not say how many executors it wants, the driver's among them: at
    ///     least 2.
    ///   - isFlexible: whether jobs may begin late and lose workers, which costs a third less.
    public init(_ release: Release, role: Name, code: Name, workers: Int = 2, isFlexible: Bool = false) {
        model = GluePlatform(
            version: release.text, role: role.description, code: code.description, workers: workers,
            isFlexible: isFlexible)
    }
}
