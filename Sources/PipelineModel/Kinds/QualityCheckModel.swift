/// Rules that the rows of a dataset must satisfy.
package struct QualityCheckModel: Hashable, Sendable, Codable {
    package var dataset: DatasetModel
    package var rules: [QualityRule]

    package init(dataset: DatasetModel, rules: [QualityRule]) {
        self.dataset = dataset
        self.rules = rules
    }
}

package enum QualityRule: Hashable, Sendable, Codable {
    case notNull(column: String)
    case unique(column: String)
    /// Bounds are decimal literals, both included.
    case between(column: String, low: String, high: String)
    case rowCount(atLeast: Int)
    /// The newest value of `column` is at most so many seconds older than the end of the data window.
    case freshness(column: String, seconds: Int)
}
