/// A comparison of the speed layer with the batch layer, window by window.
package struct ReconciliationModel: KindModel {
    package enum Grain: String, Hashable, Sendable, Codable {
        case hour
        case day
    }

    package enum Measure: Hashable, Sendable, Codable {
        case count
        case sum(column: String)
        /// An order-free hash of the column, so that equal counts of different rows are found.
        case keys(column: String)
    }

    package var speed: DatasetModel
    package var batch: DatasetModel
    package var timeColumn: String
    package var grain: Grain
    package var measures: [Measure]
    /// Percent as a decimal literal, of the larger side.
    package var warnAbove: String?
    package var criticalAbove: String

    package init(
        speed: DatasetModel, batch: DatasetModel, timeColumn: String, grain: Grain, measures: [Measure],
        warnAbove: String?, criticalAbove: String
    ) {
        self.speed = speed
        self.batch = batch
        self.timeColumn = timeColumn
        self.grain = grain
        self.measures = measures
        self.warnAbove = warnAbove
        self.criticalAbove = criticalAbove
    }

    package var stores: [String] { [speed.store, batch.store] }
}
