import CodeModels
import PipelineModel

/// One view over both layers: what the batch layer has published below its marks, and the speed layer above them.
///
/// There are two marks, which the batch layer publishes together with its rows in one step: the time of events before
/// which it is complete, and the greatest position in the log that it has seen. Only both together are right: a correction
/// of an old row lies below the first mark and above the second, and must win over the row that the batch has.
struct ServingView {
    let stream: StreamModel
    let table: CapturedTableModel
    let eventTime: String
    let dialect: SQLDialect
    let batch: DatasetModel
    let speed: DatasetModel

    private var schema: SQLName { SQLName("serving") }
    private var marks: SQLName { SQLName("serving", "marks") }
    private var view: SQLName { SQLName("serving", "\(stream.id)_\(table.name)") }
    private var batchTable: SQLName { SQLName(path: batch.table) }
    private var speedTable: SQLName { SQLName(path: speed.table) }
    private var version: SQLName { SQLName(TechnicalColumn.version) }
    private var deleted: SQLName { SQLName(TechnicalColumn.isDeleted) }
    private var viewName: String { "\(stream.id)_\(table.name)" }

    var script: SQLScript {
        var script = SQLScript(
            dialect,
            head: "One view over both layers of `\(table.name)`, where this engine has both of their tables.\n"
                + "The batch layer writes its rows under a new `_batch`, and then one row of marks: nobody sees one of the two\n"
                + "without the other. The batch holds the last state of each key by versions up to `cut`.")
        script.add(
            dialect == .clickHouse ? "create database if not exists \(schema)" : "create schema if not exists \(schema)"
        )
        script.add(marksTable)
        script.add(definition)
        return script
    }

    private var marksTable: SQLText {
        switch dialect {
        case .clickHouse:
            """
            create table if not exists \(marks) (
              view_name String, batch UInt64, closed_before DateTime64(6, 'UTC'), cut UInt64
            ) engine = MergeTree order by (view_name, batch)
            """
        default:
            """
            create table if not exists \(marks) (
              view_name varchar not null, batch bigint not null, closed_before timestamp not null, cut bigint not null
            )
            """
        }
    }

    private var definition: SQLText {
        let columns = table.columns.map { column -> SQLText in "\(SQLName(column.name))" }
        let key = table.key.map { column -> SQLText in "\(SQLName(column))" }
        let time = SQLName(eventTime)
        return """
            create or replace view \(view) as
            with
              mark as (
                select coalesce(max(batch), 0) as batch, coalesce(max(closed_before), \(epoch)) as closed_before,
                  coalesce(max(cut), 0) as cut
                from (
                  select batch, closed_before, cut from \(marks) where view_name = \(text: viewName)
                  order by batch desc limit 1
                ) as newest
              ),
              latest as (
                \(latest)
              )
            select \(columns) from \(batchTable)
            where \(SQLName(TechnicalColumn.batch)) = (select batch from mark)
              and \(time) < (select closed_before from mark)
              and (\(key)) not in (select \(key) from latest where \(version) > (select cut from mark))
            union all
            select \(columns) from latest
            where not \(isDeleted)
              and (\(time) >= (select closed_before from mark) or \(version) > (select cut from mark))
            """
    }

    /// Before the first batch everything is above the marks.
    private var epoch: SQLText {
        dialect == .clickHouse
            ? "toDateTime64('1970-01-01 00:00:00', 6, 'UTC')" : "cast('1970-01-01 00:00:00' as timestamp)"
    }

    private var isDeleted: SQLText {
        dialect == .clickHouse ? "\(deleted) = 1" : "\(deleted)"
    }

    /// The last version of each key, deletions too: a row that was deleted after the cut must hide the batch's.
    private var latest: SQLText {
        let columns = (table.columns.map(\.name) + [TechnicalColumn.version, TechnicalColumn.isDeleted])
            .map { column -> SQLText in "\(SQLName(column))" }
        let key = table.key.map { column -> SQLText in "\(SQLName(column))" }
        return """
            select \(columns) from \(speedTable)
                qualify row_number() over (partition by \(key) order by \(version) desc) = 1
            """
    }
}
