import CodeModels
import PipelineModel

/// A table of Iceberg with the last state of each key, or with every change.
///
/// Source: https://iceberg.apache.org/docs/1.10.0/spark-ddl/
struct LakeTable {
    let stream: StreamModel
    let table: CapturedTableModel
    let dataset: DatasetModel

    var name: SQLName { SQLName([stream.lake.catalog] + Self.path(of: dataset)) }
    var deadLetters: SQLName { SQLName(stream.lake.catalog, stream.id, stream.deadLetterTable(of: table)) }

    /// A name without a namespace lies in that of its store.
    static func path(of dataset: DatasetModel) -> [String] {
        let parts = dataset.table.split(separator: ".").map(String.init)
        return parts.count > 1 ? parts : [dataset.store, dataset.table]
    }

    var script: SQLScript {
        var script = SQLScript(
            .spark,
            head: "The lake's table of `\(table.name)`, which stream `\(stream.id)` writes.\n"
                + "Columns are added and widened by statements of their own; a table is never dropped here.")
        script.add("create namespace if not exists \(SQLName(Array(name.parts.dropLast())))")
        if deadLetters.parts.dropLast() != name.parts.dropLast() {
            script.add("create namespace if not exists \(SQLName(Array(deadLetters.parts.dropLast())))")
        }
        script.add(
            """
            create table if not exists \(name) (
              \(columns, separator: ",\n  ")
            ) using iceberg
            partitioned by (\(partitions))
            tblproperties (
              \(properties, separator: ",\n  ")
            )
            """)
        script.add(
            """
            create table if not exists \(deadLetters) (
              \(DeadLetterColumn.all.map { "\(SQLName($0.name)) \($0.type)" }, separator: ",\n  ")
            ) using iceberg
            partitioned by (days(\(SQLName("failed_at"))))
            tblproperties ('format-version' = '2')
            """, "What could not be read, each once by its place in the topic.")
        return script
    }

    private var columns: [SQLText] {
        let own = table.columns.map { column -> SQLText in
            column.isNullable || !table.key.contains(column.name)
                ? "\(SQLName(column.name)) \(column.sparkType)" : "\(SQLName(column.name)) \(column.sparkType) not null"
        }
        let added: [SQLText] = [
            "\(SQLName(TechnicalColumn.version)) bigint not null",
            "\(SQLName(TechnicalColumn.changedAt)) timestamp not null",
            "\(SQLName(TechnicalColumn.isDeleted)) boolean not null",
        ]
        let operation: [SQLText] =
            stream.lake.write == .table ? ["\(SQLName(TechnicalColumn.operation)) string not null"] : []
        return own + added + operation
    }

    /// A row's partition must not change, or a merge would look for it in the wrong one: by the key alone, unless every
    /// change is a row.
    private var partitions: SQLText {
        if stream.lake.write == .table { return "hours(\(SQLName(TechnicalColumn.changedAt)))" }
        return "bucket(16, \(SQLName(table.key.first ?? "")))"
    }

    private var properties: [SQLText] {
        [
            "'format-version' = '2'", "'write.merge.mode' = 'merge-on-read'", "'write.update.mode' = 'merge-on-read'",
            "'write.delete.mode' = 'merge-on-read'", "'write.distribution-mode' = 'hash'",
            "'commit.retry.num-retries' = '10'",
        ]
    }

    /// Keeps the table small and quick: fewer and larger files, old snapshots dropped, files of nobody removed.
    ///
    /// Source: https://iceberg.apache.org/docs/1.10.0/spark-procedures/
    var maintenance: SQLScript {
        var script = SQLScript(
            .spark,
            head: "Keeps the lake's table of `\(table.name)` small. Run once a day, after the last merge of the day.")
        let catalog = SQLName(stream.lake.catalog)
        let path = Self.path(of: dataset).joined(separator: ".")
        script.add("call \(catalog).system.rewrite_data_files(table => \(text: path))", "Many small files become few.")
        if stream.lake.write == .merge {
            script.add("call \(catalog).system.rewrite_position_delete_files(table => \(text: path))")
        }
        if let snapshots = stream.lake.snapshots {
            script.add(
                """
                call \(catalog).system.expire_snapshots(table => \(text: path), older_than => timestampadd(second, \
                -\(snapshots), current_timestamp()), retain_last => 1)
                """, "Files of snapshots that nobody reads any more. They leave files that no snapshot has ever had.")
        }
        if let orphans = stream.lake.orphans {
            script.add(
                """
                call \(catalog).system.remove_orphan_files(table => \(text: path), older_than => timestampadd(second, \
                -\(orphans), current_timestamp()))
                """)
        }
        return script
    }
}

/// What is kept of a record that could not be read.
enum DeadLetterColumn {
    static let all: [(name: String, type: SQLText)] = [
        ("topic", "string not null"), ("partition", "int not null"), ("offset", "bigint not null"),
        ("record_key", "binary"), ("record_value", "binary"), ("problem", "string not null"),
        ("failed_at", "timestamp not null"),
    ]
}

extension ColumnModel {
    /// Source: https://spark.apache.org/docs/4.0.1/sql-ref-datatypes.html
    var sparkType: SQLText {
        switch (type, storage) {
        case (.text, _): "string"
        case (.integer, .integer(let bits)?) where bits <= 32: "int"
        case (.integer, _): "bigint"
        case (.decimal, .numeric(let precision, let scale)?): "decimal(\(precision), \(scale))"
        case (.decimal, _): "decimal(38, 9)"
        case (.boolean, _): "boolean"
        case (.timestamp, _): "timestamp"
        case (.date, _): "date"
        }
    }
}
