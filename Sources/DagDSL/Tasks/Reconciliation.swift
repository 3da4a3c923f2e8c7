import Diagnostics
import PipelineModel

/// Compares the speed layer with the batch layer over the run's window, and fails when they differ too much.
///
/// With keys, whole rows are compared, and what differs is told down to the keys: late, shifted, missing, duplicated or
/// changed. The result of each run is written whatever the outcome.
public struct Reconciliation: PipelineTask {
    /// What was declared about it so far.
    public var declaration: TaskDeclaration

    /// Compares `measures` for each `window`; the difference is in percent of the batch layer.
    public init<Row: Schema>(
        _ id: TaskID, speed: some DatasetSource<Row>, batch: some DatasetSource<Row>, per window: Window<Row>,
        comparing measures: [Measure<Row>], warn: Threshold? = nil, critical: Threshold,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        let model = ReconciliationModel(
            speed: speed.source.dataset, batch: batch.source.dataset, timeColumn: window.column, grain: window.grain,
            measures: measures.map { $0.model }, warnAbove: warn?.percent, criticalAbove: critical.percent)
        declaration = TaskDeclaration(
            id, .reconciliation(model), at: SourceLocation(file, line, column),
            inputs: [speed.source.producer, batch.source.producer])
        declaration.model.reads = [speed.source.dataset, batch.source.dataset]
    }

    /// Rows of the last so much of the window may still be missing: what is compared ends before.
    public func allowing(lateness: Duration) -> Self { changingModel { $0.lateness = lateness.wholeSeconds } }

    /// A window is not critical by so many rows that differ, whatever share of it they are.
    public func ignoring(windowsOfAtMost rows: Int) -> Self { changingModel { $0.floorRows = rows } }

    /// Reads the last version of each row, where a layer's table keeps several, as ClickHouse's ReplacingMergeTree does.
    public func readingLastVersions(of layer: Layer) -> Self {
        changingModel { $0.versions.append(.init(layer: layer.model, column: nil)) }
    }

    /// Reads the last version of each row by a column that grows with each, in engines that do not know it themselves.
    public func readingLastVersions<Row: Schema, Value>(
        of layer: Layer, by column: KeyPath<Row, Column<Value>>
    ) -> Self {
        changingModel { $0.versions.append(.init(layer: layer.model, column: Row.name(of: column))) }
    }

    private func changingModel(_ change: (inout ReconciliationModel) -> Void) -> Self {
        changing { task in
            guard case .reconciliation(var model) = task.kind else { return }
            change(&model)
            task.kind = .reconciliation(model)
        }
    }

    /// One of the two that are compared.
    public enum Layer: Sendable {
        /// What the stream has written.
        case speed
        /// What the batch has written.
        case batch

        var model: ReconciliationModel.Layer {
            switch self {
            case .speed: .speed
            case .batch: .batch
            }
        }
    }

    /// The pieces of time that are compared with each other.
    public struct Window<Row: Schema>: Sendable {
        let column: String
        let grain: ReconciliationModel.Grain

        /// Whole hours in UTC.
        public static func hour(of column: KeyPath<Row, Column<Timestamp>>) -> Window {
            Window(column: Row.name(of: column), grain: .hour)
        }

        /// Whole days in UTC.
        public static func day(of column: KeyPath<Row, Column<Timestamp>>) -> Window {
            Window(column: Row.name(of: column), grain: .day)
        }
    }

    /// What is compared.
    public struct Measure<Row: Schema>: Sendable {
        let model: ReconciliationModel.Measure

        /// The number of rows.
        public static var count: Measure { Measure(model: .count) }

        /// The exact sum of a column. Values of a row may differ by `tolerance`.
        public static func sum<Value: NumericColumnValue>(
            _ column: KeyPath<Row, Column<Value>>, tolerance: ExactDecimal? = nil
        ) -> Measure {
            Measure(model: .sum(column: Row.name(of: column), tolerance: tolerance?.digits))
        }

        /// The columns that make a row: which rows there are is compared, and whole rows of the same keys are.
        public static func keys<each Value>(_ columns: repeat KeyPath<Row, Column<each Value>>) -> Measure {
            var names: [String] = []
            for column in repeat each columns { names.append(Row.name(of: column)) }
            return Measure(model: .keys(columns: names))
        }

        /// What is compared of rows of the same keys, in place of all columns.
        public static func columns<each Value>(_ columns: repeat KeyPath<Row, Column<each Value>>) -> Measure {
            var names: [String] = []
            for column in repeat each columns { names.append(Row.name(of: column)) }
            return Measure(model: .columns(names))
        }
    }

    /// How much difference is too much.
    public struct Threshold: Sendable {
        let percent: String

        /// A window differs by more than this.
        public static func discrepancy(above limit: Percent) -> Threshold { Threshold(percent: limit.decimal) }
    }
}
