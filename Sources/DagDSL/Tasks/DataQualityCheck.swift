import Diagnostics
import PipelineModel

/// Checks the rows of a dataset that a run is about, and fails when a rule does not hold.
public struct DataQualityCheck<Row: Schema>: PipelineTask {
    /// What was declared about it so far.
    public var declaration: TaskDeclaration
    private let dataset: DatasetModel

    /// Checks `dataset` against `rules`: the rows of the run's window by the column `time`, or all rows.
    public init(
        _ id: TaskID, of dataset: some DatasetSource<Row>, during time: KeyPath<Row, Column<Timestamp>>? = nil,
        rules: [Rule<Row>],
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        self.dataset = dataset.source.dataset
        declaration = TaskDeclaration(
            id,
            .quality(
                QualityCheckModel(
                    dataset: dataset.source.dataset, timeColumn: time.map { Row.name(of: $0) },
                    rules: rules.map(\.model))),
            at: SourceLocation(file, line, column), inputs: [dataset.source.producer])
        declaration.model.reads = [dataset.source.dataset]
    }

    /// The same rows, once they are known to be good.
    public var checked: DatasetOutput<Row> { DatasetOutput(dataset, from: declaration) }
}

/// Something that the rows of a dataset must satisfy.
public struct Rule<Row: Schema>: Sendable {
    let model: QualityRule

    /// No row lacks a value.
    public static func notNull<Value>(_ column: KeyPath<Row, Column<Value>>) -> Rule {
        Rule(model: .notNull(column: Row.name(of: column)))
    }

    /// No value stands in two rows.
    public static func unique<Value>(_ column: KeyPath<Row, Column<Value>>) -> Rule {
        Rule(model: .unique(column: Row.name(of: column)))
    }

    /// Every value lies within bounds, both included.
    public static func between<Value: NumericColumnValue>(
        _ column: KeyPath<Row, Column<Value>>, _ bounds: ClosedRange<Int>
    ) -> Rule {
        Rule(
            model: .between(
                column: Row.name(of: column), low: "\(bounds.lowerBound)", high: "\(bounds.upperBound)"))
    }

    /// There are at least so many rows.
    public static func rowCount(atLeast count: Int) -> Rule { Rule(model: .rowCount(atLeast: count)) }

    /// The newest row is at most so much older than the end of the run's window.
    public static func freshness(
        of column: KeyPath<Row, Column<Timestamp>>, within limit: Duration
    ) -> Rule {
        Rule(model: .freshness(column: Row.name(of: column), seconds: limit.wholeSeconds))
    }
}
