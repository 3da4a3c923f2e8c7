import Diagnostics
import PipelineModel

/// Checks the rows of a dataset that a run is about, and fails when a rule does not hold.
///
/// Every rule is looked at, whatever the others say, and so are the declared columns. The result of each run is written
/// whatever the outcome.
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
        // Closures, since a key path into what is generic is looked up anew for each check.
        let model = QualityCheckModel(
            dataset: dataset.source.dataset, timeColumn: time.map { Row.name(of: $0) }, rules: rules.map { $0.model })
        declaration = TaskDeclaration(
            id, .quality(model), at: SourceLocation(file, line, column),
            inputs: [dataset.source.producer] + rules.flatMap { $0.producers }, using: rules.map { $0.query })
        declaration.model.reads = [dataset.source.dataset] + rules.flatMap { $0.reads }
    }

    /// The same rows, once they are known to be good.
    public var checked: DatasetOutput<Row> { DatasetOutput(dataset, from: declaration) }

    /// By which columns people find a row again: the result shows them for some of the rows that are wrong.
    public func identified<each Value>(by columns: repeat KeyPath<Row, Column<each Value>>) -> Self {
        var names: [String] = []
        for column in repeat each columns { names.append(Row.name(of: column)) }
        return changingCheck { $0.keys = names }
    }

    /// Rows that a rule of single rows does not hold for also go into a table of the dataset's store.
    ///
    /// It has the dataset's columns, `quarantined_by_run` and `quarantined_by_task`, and is made when it is not there;
    /// columns that the dataset has got since are added.
    public func quarantining(intoTable table: Name) -> Self {
        changingCheck { $0.quarantine = .table(table.description) }
    }

    /// Rows that a rule of single rows does not hold for also go into a folder, as one file of JSON lines for each run.
    public func quarantining(into folder: RuntimeString) -> Self {
        var copy = changingCheck { $0.quarantine = .folder(folder.model) }
        copy.declaration.inputs += folder.inputs
        return copy
    }

    /// Fails below a score: the mean, over all rules, of the share of rows for which a rule holds.
    public func requiring(score: Percent) -> Self {
        changingCheck { $0.leastScore = score.fraction }
    }

    private func changingCheck(_ change: (inout QualityCheckModel) -> Void) -> Self {
        changing { task in
            guard case .quality(var model) = task.kind else { return }
            change(&model)
            task.kind = .quality(model)
        }
    }
}
