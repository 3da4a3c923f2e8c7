/// What a pipeline or a dataset promises. Times are in seconds.
package struct ObjectiveModel: Hashable, Sendable, Codable {
    package enum Promise: Hashable, Sendable, Codable {
        /// There is a success in any stretch of this length.
        case fresh(within: Int)
        /// As fresh as its schedule lets it be, and so much later.
        case freshAsScheduled(grace: Int)
        /// No run fails unheard.
        case runsDoNotFail
        /// So many of the last so many runs succeed.
        case runsSucceed(atLeast: Int, ofLast: Int)
        /// Such a share of all runs of a time succeeds.
        case runsSucceedShare(ShareModel, over: Int)
        /// Each day's run has succeeded by a time of the clock, with a warning so long before.
        case onTime(hour: Int, minute: Int, zone: String, warning: Int?)
        /// So many rows pass the checks of quality.
        case quality(atLeast: ShareModel)
        /// The layers that it compares differ by no more.
        case consistent(within: ShareModel)
    }

    package var promise: Promise
    /// The dataset that it is about, where it is one of those that the pipeline writes.
    package var dataset: String?
    package var severity: AlertSeverity

    package init(_ promise: Promise, dataset: String? = nil, severity: AlertSeverity) {
        self.promise = promise
        self.dataset = dataset
        self.severity = severity
    }
}
