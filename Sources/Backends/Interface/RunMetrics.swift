/// By which series an orchestrator shows how runs of pipelines end. Monitoring knows no more of it than this.
package struct RunMetrics: Hashable, Sendable {
    /// The label that holds the pipeline's id.
    package let pipelineLabel: String
    /// A label that tells several series of one pipeline apart, such as how its runs came to be.
    package let kindLabel: String
    /// Seconds of all runs that succeeded, added up. A sum of times repeats itself less often than a count does when
    /// the process that counts starts anew.
    package let successSeconds: String
    package let failureSeconds: String

    package init(pipelineLabel: String, kindLabel: String, successSeconds: String, failureSeconds: String) {
        self.pipelineLabel = pipelineLabel
        self.kindLabel = kindLabel
        self.successSeconds = successSeconds
        self.failureSeconds = failureSeconds
    }
}
