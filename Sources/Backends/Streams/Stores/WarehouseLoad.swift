import CodeModels
import PipelineModel

/// How Snowflake takes in the archive of a table: a stage on the bucket, a table of changes and a pipe between them.
///
/// Source: https://docs.snowflake.com/en/sql-reference/sql/create-pipe
struct WarehouseLoad {
    let stream: StreamModel
    let table: CapturedTableModel
    let bucket: String
    let folder: String
    let format: ArchiveFormat
    /// Microseconds since 1970 since which the database has counted its log anew.
    var restores: [Int] = []

    private var schema: String { "streams" }
    private var changes: SQLName { SQLName(schema, "\(stream.id)_\(table.name)_changes") }
    private var stage: SQLName { SQLName(schema, "\(stream.id)_archive") }

    var script: SQLScript {
        var script = SQLScript(
            .snowflake,
            head: "Takes the archive of `\(table.name)` into Snowflake, as its files arrive.\n"
                + "The integration `\(stream.id)_archive` names the role of AWS that may read the bucket; no key is here."
        )
        script.add("create schema if not exists \(SQLName(schema))")
        script.add(
            """
            create stage if not exists \(stage)
              url = \(text: "s3://\(bucket)/\(folder)/")
              storage_integration = \(SQLName("\(stream.id)_archive"))
              file_format = (type = \(fileFormat))
            """)
        script.add(
            """
            create table if not exists \(changes) (
              \(columns, separator: ",\n  ")
            )
            """, note)
        script.add(
            """
            create pipe if not exists \(SQLName(schema, "\(stream.id)_\(table.name)_pipe")) auto_ingest = true as
            copy into \(changes) from (
              select
                \(values, separator: ",\n    ")
              from \(text: "@\(schema).\(stream.id)_archive/\(stream.topic(of: table))/")
            )
            """)
        return script
    }

    private var note: String {
        let whole = "Every change. A model of dbt takes the last version of each key."
        guard !table.texts.isEmpty else { return whole }
        return "\(whole) Texts that `\(TechnicalColumn.leftAlone)` names\n"
            + "are not in the log, since the update left them alone: theirs are those of the version before."
    }

    private var fileFormat: SQLText {
        switch format {
        case .parquet: "parquet"
        case .avro: "avro"
        case .json: "json"
        }
    }

    private var columns: [SQLText] {
        table.columns.map { "\(SQLName($0.name)) \($0.snowflakeType)" } + [
            "\(SQLName(TechnicalColumn.version)) number(20, 0)", "\(SQLName(TechnicalColumn.changedAt)) timestamp_ntz",
            "\(SQLName(TechnicalColumn.isDeleted)) boolean",
        ] + (table.texts.isEmpty ? [] : ["\(SQLName(TechnicalColumn.leftAlone)) array"])
    }

    /// Of a deleted row only the key is known, from what it was before.
    private var values: [SQLText] {
        table.columns.map(value)
            + ["\(version)", "to_timestamp_ntz($1:source.ts_us::number, 6)", "\(isDeletion)"]
            + (table.texts.isEmpty ? [] : ["array_construct(\(table.texts.map(leftAlone)))"])
    }

    /// As the job counts it.
    private var version: SQLText {
        restores.reduce("$1:source.lsn::number(20, 0)") {
            "\($0) + iff($1:source.ts_us::number >= \($1), \(DatabaseRestoreModel.epoch), 0)"
        }
    }

    private var isDeletion: SQLText { "$1:op::varchar = 'd'" }

    private func value(of column: ColumnModel) -> SQLText {
        let after: SQLText = "$1:after[\(text: column.name)]"
        if table.key.contains(column.name) {
            return column.snowflakeValue(
                of: "(case when \(isDeletion) then $1:before[\(text: column.name)] else \(after) end)")
        }
        guard table.texts.contains(column) else { return column.snowflakeValue(of: after) }
        return "case when \(isLeftAlone(column)) then null else \(after)::varchar end"
    }

    private func isLeftAlone(_ column: ColumnModel) -> SQLText {
        "$1:after[\(text: column.name)]::varchar = \(text: stream.unavailableValue)"
    }

    private func leftAlone(_ column: ColumnModel) -> SQLText {
        "case when \(isLeftAlone(column)) then \(text: column.name) end"
    }
}

extension ColumnModel {
    /// What stands in a message, as what it is. A number that is cast to a time would be taken for seconds, or for what
    /// its size suggests.
    ///
    /// Source: https://docs.snowflake.com/en/sql-reference/functions/to_timestamp
    fileprivate func snowflakeValue(of message: SQLText) -> SQLText {
        switch encoding {
        case .epochDays: "to_timestamp_ntz(\(message)::number * 86400)::date"
        case .epochMillis: "to_timestamp_ntz(\(message)::number, 3)"
        case .epochMicros: "to_timestamp_ntz(\(message)::number, 6)"
        case .iso8601, .plain: "\(message)::\(snowflakeType)"
        }
    }

    /// Source: https://docs.snowflake.com/en/sql-reference/intro-summary-data-types
    var snowflakeType: SQLText {
        switch (type, storage) {
        case (.text, _): "varchar"
        case (.integer, _): "number(19, 0)"
        case (.decimal, .numeric(let precision, let scale)?): "number(\(precision), \(scale))"
        case (.decimal, _): "number(38, 9)"
        case (.boolean, _): "boolean"
        case (.timestamp, _): "timestamp_ntz"
        case (.date, _): "date"
        }
    }
}
