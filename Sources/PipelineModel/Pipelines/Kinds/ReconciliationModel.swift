/// A comparison of the speed layer with the batch layer, window by window.
package struct ReconciliationModel: KindModel {
    package enum Grain: String, Hashable, Sendable, Codable {
        case hour
        case day
    }

    package enum Measure: Hashable, Sendable, Codable {
        case count
        /// `tolerance` is a decimal literal in the unit of the column.
        case sum(column: String, tolerance: String?)
        /// The columns that make a row, whose values tell which rows there are.
        case keys(columns: [String])
        /// Beside keys, what is compared of a row; nil in the absence of the measure stands for all columns.
        case columns([String])
    }

    package enum Layer: String, Hashable, Sendable, Codable {
        case speed
        case batch
    }

    /// A layer whose table keeps several versions of a row, of which the last one counts.
    package struct Versions: Hashable, Sendable, Codable {
        package var layer: Layer
        /// Grows with each version. Engines that know the last version by themselves need none.
        package var column: String?

        package init(layer: Layer, column: String?) {
            self.layer = layer
            self.column = column
        }
    }

    package var speed: DatasetModel
    package var batch: DatasetModel
    package var timeColumn: String
    package var grain: Grain
    package var measures: [Measure]
    /// Percent as a decimal literal, of the larger side.
    package var warnAbove: String?
    package var criticalAbove: String
    /// How long before the end of the window rows may still be missing, in seconds.
    package var lateness = 0
    /// So many rows of a window never make it critical by themselves; nil leaves it to the runner.
    package var floorRows: Int?
    package var versions: [Versions] = []

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

    package var numbers: [NumberModel] {
        NumberModel.time("allowing(lateness:)", lateness, from: 0)
            + NumberModel.count("ignoring(windowsOfAtMost:)", floorRows, from: 0)
    }

    /// The columns that make a row, in the order of their declaration.
    package var keys: [String] {
        measures.flatMap { measure -> [String] in
            if case .keys(let columns) = measure { columns } else { [] }
        }
    }

    /// What is compared of a row beside its keys and its time.
    package var columns: [String] {
        let named = measures.flatMap { measure -> [String] in
            if case .columns(let columns) = measure { columns } else { [] }
        }
        let compared = named.isEmpty ? speed.columns.map(\.name) : named
        return compared.filter { $0 != timeColumn && !keys.contains($0) }
    }

    package var stores: [String] { [speed.store, batch.store] }

    package var engine: TaskEngine { .jobRunner }

    package var windowUse: WindowUse { .rows }

    package var checksData: Bool { true }
}
