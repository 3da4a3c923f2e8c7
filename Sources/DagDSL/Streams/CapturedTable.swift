package import Diagnostics
package import PipelineModel

/// A table whose changes are captured, of whatever shape.
public protocol AnyCapturedTable: Sendable {
    /// What was declared about it.
    var declaration: TableDeclaration { get }
}

/// What was declared about a table that is captured, and where.
public struct TableDeclaration: Sendable {
    package var model: CapturedTableModel
    package let location: SourceLocation
}

/// A table whose changes are captured, and where they go. Datasets that it fills have its rows.
public struct CapturedTable<Row: Schema>: AnyCapturedTable {
    /// What was declared about it so far.
    public private(set) var declaration: TableDeclaration

    /// - Parameters:
    ///   - name: of the table, within the database's schema.
    ///   - key: the columns of its primary key.
    public init<each Value>(
        _ name: Name, key: repeat KeyPath<Row, Column<each Value>>,
        file: StaticString = #filePath, line: UInt = #line, column: UInt = #column
    ) {
        var names: [String] = []
        for column in repeat each key { names.append(Row.name(of: column)) }
        declaration = TableDeclaration(
            model: CapturedTableModel(name: name.description, columns: Row.columns, key: names),
            location: SourceLocation(file, line, column))
    }

    /// When what a row is about has happened. Windows, marks and lateness are about this time.
    public func eventTime(_ column: KeyPath<Row, Column<Timestamp>>) -> CapturedTable {
        changing { $0.eventTime = Row.name(of: column) }
    }

    /// PostgreSQL writes whole rows as they were before a change; without it there are placeholders.
    public func wholeRowsBefore() -> CapturedTable { changing { $0.identity = .full } }

    /// Says that no row is longer than 2,000 bytes, so that PostgreSQL keeps no value of it elsewhere. A longer value that an
    /// update leaves alone is not in the log: a change has a placeholder for it, and stores keep what they have.
    public func shortRows() -> CapturedTable { changing { $0.hasShortRows = true } }

    /// Says that somebody reads what a row was before its change.
    public func readsRowsBefore() -> CapturedTable { changing { $0.readsBefore = true } }

    /// Spreads messages by other columns than the primary key.
    ///
    /// - Parameter neverChanges: whether they never change in a row. If they do, its changes lie in several partitions and
    ///   lose their order.
    public func spread<each Value>(
        by columns: repeat KeyPath<Row, Column<each Value>>, neverChanges: Bool
    ) -> CapturedTable {
        var names: [String] = []
        for column in repeat each columns { names.append(Row.name(of: column)) }
        return changing {
            $0.messageKey = names
            $0.messageKeyIsFixed = neverChanges
        }
    }

    /// How many keys there are, where they are few: more partitions than keys stay empty.
    public func keys(atMost count: Int) -> CapturedTable { changing { $0.distinctKeys = count } }

    /// Every change as a file of the archive.
    public func archived(in dataset: Dataset<Row>) -> CapturedTable { changing { $0.archive = dataset.model } }

    /// A table of the lake.
    public func lake(_ dataset: Dataset<Row>) -> CapturedTable { changing { $0.lake = dataset.model } }

    /// A table of the speed layer.
    public func speed(_ dataset: Dataset<Row>) -> CapturedTable { changing { $0.speed = dataset.model } }

    /// What the batch layer publishes of the table: the lower half of the serving view, in the store of the speed layer.
    public func batch(_ dataset: Dataset<Row>) -> CapturedTable { changing { $0.batch = dataset.model } }

    /// Says what rows looked like before the last change of the declaration, so that the change is judged.
    public func formerly<Former: Schema>(_ former: Former.Type) -> CapturedTable {
        changing { $0.formerColumns.append(Former.columns) }
    }

    private func changing(_ change: (inout CapturedTableModel) -> Void) -> CapturedTable {
        var copy = self
        change(&copy.declaration.model)
        return copy
    }
}
