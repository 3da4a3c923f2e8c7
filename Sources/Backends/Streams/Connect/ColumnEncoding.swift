import PipelineModel

/// How a value stands in messages.
enum ColumnEncoding: String {
    /// As what it is.
    case plain
    /// A number of days since 1970.
    case epochDays = "epoch_days"
    /// A number of thousandths of a second since 1970.
    case epochMillis = "epoch_millis"
    /// A number of millionths of a second since 1970.
    case epochMicros = "epoch_micros"
    /// A text, in UTC.
    case iso8601
}

extension ColumnModel {
    /// Source: https://debezium.io/documentation/reference/3.3/connectors/postgresql.html#postgresql-temporal-types, with
    /// `time.precision.mode=adaptive`.
    var encoding: ColumnEncoding {
        switch (type, storage) {
        case (.date, _): .epochDays
        case (.timestamp, .timestamp(let digits)?): digits > 3 ? .epochMicros : .epochMillis
        case (.timestamp, _): .iso8601
        case (.text, _), (.integer, _), (.decimal, _), (.boolean, _): .plain
        }
    }
}
