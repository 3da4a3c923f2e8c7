/// Glue as the place of Spark jobs.
package struct GluePlatform: Hashable, Sendable, Codable {
    /// Such as `5.0`.
    package var version: String
    /// The ARN of the role that jobs have.
    package var role: String
    /// Below which the jobs' files lie, such as `s3://acme-jobs/orders`.
    package var code: String
    /// Of a job that does not say how many executors it wants, the driver's among them.
    package var workers: Int
    /// Whether jobs may begin late and lose workers.
    package var isFlexible: Bool

    package init(version: String, role: String, code: String, workers: Int, isFlexible: Bool) {
        self.version = version
        self.role = role
        self.code = code
        self.workers = workers
        self.isFlexible = isFlexible
    }
}
