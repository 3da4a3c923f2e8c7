import PipelineModel

/// What the jobs need of SQL and every engine says in its own way. Timestamps are in UTC throughout.
///
/// `:from` and `:to` are bound by the runner as quoted text.
extension SQLDialect {
    /// The instant of a placeholder.
    func instant(_ placeholder: String) -> String {
        switch self {
        case .clickHouse: "toDateTime(\(placeholder), 'UTC')"
        case .duckDB: "timestamp \(placeholder)"
        case .postgres: "timestamp \(placeholder)"
        case .snowflake: "\(placeholder)::timestamp_ntz"
        }
    }

    /// Whole seconds from one instant to a later one.
    func seconds(from start: String, to end: String) -> String {
        switch self {
        case .clickHouse: "dateDiff('second', \(start), \(end))"
        case .duckDB: "date_diff('second', \(start), \(end))"
        case .postgres: "extract(epoch from \(end) - \(start))::bigint"
        case .snowflake: "datediff('second', \(start), \(end))"
        }
    }

    /// The start of the hour or day of a column, in seconds since 1970.
    func windowStart(_ column: String, _ grain: ReconciliationModel.Grain) -> String {
        switch self {
        case .clickHouse:
            switch grain {
            case .hour: "toUnixTimestamp(toStartOfHour(\(column), 'UTC'))"
            case .day: "toUnixTimestamp(toStartOfDay(\(column), 'UTC'))"
            }
        case .duckDB: "epoch(date_trunc('\(grain.rawValue)', \(column)))::bigint"
        case .postgres: "extract(epoch from date_trunc('\(grain.rawValue)', \(column)))::bigint"
        case .snowflake: "date_part(epoch_second, date_trunc('\(grain.rawValue)', \(column)))"
        }
    }

    /// A hash of a set of keys that does not depend on their order: the exclusive or of the first 64 bits of each
    /// key's MD5. Pairs of equal keys cancel out, so it is always read beside a count.
    func keyHash(_ column: String) -> String {
        switch self {
        case .clickHouse:
            "groupBitXor(reinterpretAsUInt64(reverse(unhex(substring(hex(MD5(toString(\(column)))), 1, 16)))))"
        case .duckDB: "bit_xor(('0x' || substr(md5(cast(\(column) as varchar)), 1, 16))::ubigint)"
        case .postgres:
            "mod(bit_xor(('x' || substr(md5(\(column)::text), 1, 16))::bit(64)::bigint)::numeric"
                + " + 18446744073709551616, 18446744073709551616)"
        case .snowflake: "bitxor_agg(md5_number_upper64(to_varchar(\(column))))"
        }
    }

    /// A column of files in which every value is text, read as its type; null where the text is no such value.
    func parsed(_ column: String, as type: ColumnType) -> String {
        switch type {
        case .text: column
        case .integer: "try_cast(\(column) as bigint)"
        case .decimal: "try_cast(\(column) as decimal(38, 9))"
        case .boolean: "try_cast(\(column) as boolean)"
        case .timestamp: "try_cast(\(column) as timestamp)"
        case .date: "try_cast(\(column) as date)"
        }
    }
}
