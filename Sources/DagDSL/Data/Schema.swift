import PipelineModel
import Synchronization

/// The shape of a dataset's rows: one ``Column`` property for each column.
///
/// Tasks name columns by key path, so that a misspelt column or a sum over text does not compile.
public protocol Schema: Sendable {
    /// A schema has no state beyond its columns.
    init()
}

/// A column of a ``Schema``.
public struct Column<Value: ColumnValue>: Sendable, ColumnDeclaration {
    let name: String
    let model: ColumnModel

    /// The column's name in the store.
    public init(_ name: Name) {
        self.init(ColumnModel(name: name.description, type: Value.columnType.model))
    }

    init(_ model: ColumnModel) {
        name = model.name
        self.model = model
    }
}

protocol ColumnDeclaration {
    var model: ColumnModel { get }
}

/// A kind of value that a column can hold.
public protocol ColumnValue: Sendable {
    /// The kind, without regard to any engine.
    static var columnType: ColumnKind { get }
}

/// Values that can be added up and compared by size.
public protocol NumericColumnValue: ColumnValue {}

/// The kinds of values that columns hold.
public struct ColumnKind: Sendable {
    let model: ColumnType
}

extension String: ColumnValue {
    /// Text.
    public static var columnType: ColumnKind { ColumnKind(model: .text) }
}

extension Int: NumericColumnValue {
    /// A whole number.
    public static var columnType: ColumnKind { ColumnKind(model: .integer) }
}

extension Bool: ColumnValue {
    /// True or false.
    public static var columnType: ColumnKind { ColumnKind(model: .boolean) }
}

/// An exact decimal number: money, rates.
public enum DecimalNumber: NumericColumnValue {
    /// A decimal.
    public static var columnType: ColumnKind { ColumnKind(model: .decimal) }
}

/// An instant in UTC.
public enum Timestamp: ColumnValue {
    /// A timestamp.
    public static var columnType: ColumnKind { ColumnKind(model: .timestamp) }
}

/// A day.
public enum CalendarDay: ColumnValue {
    /// A date.
    public static var columnType: ColumnKind { ColumnKind(model: .date) }
}

extension Schema {
    static func name<Value>(of column: KeyPath<Self, Column<Value>>) -> String { Self()[keyPath: column].name }

    /// In the order of the declaration.
    static var columns: [ColumnModel] {
        let schema = ObjectIdentifier(Self.self)
        if let known = knownColumns.withLock({ $0[schema] }) { return known }
        let columns = Mirror(reflecting: Self()).children.compactMap { ($0.value as? any ColumnDeclaration)?.model }
        knownColumns.withLock { $0[schema] = columns }
        return columns
    }
}

/// Reflection is slow, and many datasets share a schema.
private let knownColumns = Mutex<[ObjectIdentifier: [ColumnModel]]>([:])
