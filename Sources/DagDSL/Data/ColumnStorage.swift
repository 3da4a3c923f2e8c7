import PipelineModel

/// What a captured table says of its columns beside their kind. Schemas of files and marts need none of it.
extension Column {
    /// The column, which may hold nothing.
    public var nullable: Column {
        changing { $0.isNullable = true }
    }

    /// The column, whose numbers count something: `EUR`, `cent`, `gram`.
    public func counting(_ unit: Name) -> Column { changing { $0.unit = unit.description } }

    private func changing(_ change: (inout ColumnModel) -> Void) -> Column {
        var copy = model
        change(&copy)
        return Column(copy)
    }

    fileprivate func held(as storage: ColumnStorage) -> Column { changing { $0.storage = storage } }
}

extension Column where Value == Int {
    /// The column, as PostgreSQL's `smallint`, `integer` or `bigint`.
    public func stored(as width: IntegerWidth) -> Column { held(as: .integer(bits: width.bits)) }
}

/// How many bits a whole number has in a database.
public struct IntegerWidth: Sendable {
    let bits: Int

    /// From -32,768 to 32,767.
    public static let smallint = IntegerWidth(bits: 16)
    /// Up to two thousand million.
    public static let integer = IntegerWidth(bits: 32)
    /// Up to nine million million million.
    public static let bigint = IntegerWidth(bits: 64)
}

extension Column where Value == DecimalNumber {
    /// The column, as `numeric` with so many digits in all and so many behind the point.
    public func stored(digits precision: Int, behindPoint scale: Int) -> Column {
        held(as: .numeric(precision: precision, scale: scale))
    }

    /// The column, as `numeric` without a bound. It can hold `NaN`, which arrives as nothing.
    public var storedWithoutBound: Column { held(as: .anyNumeric) }
}

extension Column where Value == Timestamp {
    /// The column, as `timestamp` with so many digits behind the second, from 0 to 6, in UTC. Without it the column is a
    /// `timestamptz`.
    public func stored(digits: Int) -> Column { held(as: .timestamp(digits: digits)) }
}
