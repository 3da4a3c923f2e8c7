import Diagnostics
import PipelineModel

/// Compares the speed layer with the batch layer over the run's window, and fails when they differ too much.
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
            measures: measures.map(\.model), warnAbove: warn?.percent, criticalAbove: critical.percent)
        declaration = TaskDeclaration(
            id, .reconciliation(model), at: SourceLocation(file, line, column),
            inputs: [speed.source.producer, batch.source.producer])
        declaration.model.reads = [speed.source.dataset, batch.source.dataset]
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

        /// The exact sum of a column.
        public static func sum<Value: NumericColumnValue>(_ column: KeyPath<Row, Column<Value>>) -> Measure {
            Measure(model: .sum(column: Row.name(of: column)))
        }

        /// Which keys there are, whatever their order: finds equal counts of different rows.
        public static func keys(_ column: KeyPath<Row, Column<String>>) -> Measure {
            Measure(model: .keys(column: Row.name(of: column)))
        }
    }

    /// How much difference is too much.
    public struct Threshold: Sendable {
        let percent: String

        /// A window differs by more than this.
        public static func discrepancy(above limit: Percent) -> Threshold { Threshold(percent: limit.decimal) }
    }
}
