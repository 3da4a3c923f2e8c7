/// From where on something is worth an alert, for all components and pipelines of an environment. Times are in seconds.
package struct ThresholdsModel: Hashable, Sendable, Codable {
    package var componentDown: Threshold<Int>?
    package var errorRate: Threshold<ShareModel>?
    package var lag: Threshold<Int>?
    package var processors: Threshold<ShareModel>?
    package var memory: Threshold<ShareModel>?
    package var freeDisk: Threshold<ShareModel>?
    /// Events a second, by the name of the component.
    package var throughput: [ThroughputModel]

    package struct Threshold<Value: Hashable & Sendable & Codable>: Hashable, Sendable, Codable {
        package var value: Value
        package var severity: AlertSeverity
        /// For how long it must hold.
        package var holds: Int

        package init(_ value: Value, _ severity: AlertSeverity, holds: Int) {
            self.value = value
            self.severity = severity
            self.holds = holds
        }
    }

    package struct ThroughputModel: Hashable, Sendable, Codable {
        package var component: String
        package var threshold: Threshold<Int>

        package init(component: String, threshold: Threshold<Int>) {
            self.component = component
            self.threshold = threshold
        }
    }

    package init() { throughput = [] }
}
