/// Rules that the rows of a dataset must satisfy.
package struct QualityCheckModel: KindModel {
    package var dataset: DatasetModel
    /// The column by which rows belong to a run's window; nil checks all rows.
    package var timeColumn: String?
    package var rules: [QualityRule]

    package init(dataset: DatasetModel, timeColumn: String?, rules: [QualityRule]) {
        self.dataset = dataset
        self.timeColumn = timeColumn
        self.rules = rules
    }

    package var stores: [String] { [dataset.store] }
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
