import CodeModels
import PipelineModel

/// A table of ClickHouse that keeps the last version of each row, and the view that people read.
///
/// Source: https://clickhouse.com/docs/engines/table-engines/mergetree-family/replacingmergetree
struct SpeedTable {
    let stream: StreamModel
    let table: CapturedTableModel
    let dataset: DatasetModel

    var name: SQLName { SQLName(path: dataset.table) }
    /// What people and dashboards read: each row once, and none that was deleted.
    var view: SQLName {
        SQLName(Array(name.parts.dropLast()) + ["\(name.parts.last ?? "")_current"])
    }
    private var version: SQLName { SQLName(stream.speed.version ?? TechnicalColumn.version) }

    var script: SQLScript {
        var script = SQLScript(
            .clickHouse,
            head: "The speed layer's table of `\(table.name)`, which stream `\(stream.id)` writes.\n"
                + "Rows are kept for \(stream.speed.retention) s: longer than a batch that has not seen them can be out."
        )
        if name.parts.count > 1 { script.add("create database if not exists \(SQLName(name.parts[0]))") }
        script.add(
            """
            create table if not exists \(name) (
              \(columns, separator: ",\n  ")
            ) engine = ReplacingMergeTree(\(version), \(SQLName(TechnicalColumn.isDeleted)))
            \(partition)order by (\(table.key.map { "\(SQLName($0))" }))
            ttl toDateTime(\(SQLName(TechnicalColumn.changedAt))) + toIntervalSecond(\(stream.speed.retention))
            """)
        script.add(
            """
            create or replace view \(view) as
            select \(table.columns.map { "\(SQLName($0.name))" })
            from \(name) final
            """, "Without `final` rows are counted once for each version that has not been merged yet.")
        return script
    }

    private var columns: [SQLText] {
        let own = table.columns.map { column -> SQLText in
            column.isNullable
                ? "\(SQLName(column.name)) Nullable(\(column.clickHouseType))"
                : "\(SQLName(column.name)) \(column.clickHouseType)"
        }
        return own + [
            "\(SQLName(TechnicalColumn.version)) UInt64", "\(SQLName(TechnicalColumn.changedAt)) DateTime64(6, 'UTC')",
            "\(SQLName(TechnicalColumn.isDeleted)) UInt8",
        ]
    }

    private var partition: SQLText {
        switch stream.speed.partition {
        case .none: ""
        case .month(let column): "partition by toYYYYMM(\(SQLName(column)))\n"
        case .day(let column): "partition by toDate(\(SQLName(column)))\n"
        case .bucket(let column, let count): "partition by cityHash64(\(SQLName(column))) % \(count)\n"
        }
    }
}

extension ColumnModel {
    /// Source: https://clickhouse.com/docs/sql-reference/data-types
    var clickHouseType: SQLText {
        switch (type, storage) {
        case (.text, _): "String"
        case (.integer, .integer(let bits)?): bits == 16 ? "Int16" : bits == 32 ? "Int32" : "Int64"
        case (.integer, _): "Int64"
        case (.decimal, .numeric(let precision, let scale)?): "Decimal(\(precision), \(scale))"
        case (.decimal, _): "Decimal(38, 9)"
        case (.boolean, _): "Bool"
        case (.timestamp, _): "DateTime64(6, 'UTC')"
        case (.date, _): "Date32"
        }
    }
}
