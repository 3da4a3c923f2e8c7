import CodeModels
import PipelineModel

/// One view over both layers: what the batch layer has published below its marks, and the speed layer above them. Both
/// are in the ClickHouse of the speed layer.
///
/// There are two marks, which the batch layer publishes after its rows in one step: the time of events before which it is
/// complete, and the greatest position in the log that it has seen. Only both together are right: a correction of an old
/// row lies below the first mark and above the second, and must win over the row that the batch has.
struct ServingView {
    let stream: StreamModel
    let table: CapturedTableModel
    let eventTime: String
    let batch: DatasetModel
    let speed: DatasetModel

    private var schema: SQLName { SQLName("serving") }
    private var marks: SQLName { SQLName("serving", "marks") }
    private var view: SQLName { SQLName("serving", "\(stream.id)_\(table.name)") }
    private var batchTable: SQLName { SQLName(path: batch.table) }
    private var speedTable: SQLName { SQLName(path: speed.table) }
    private var version: SQLName { SQLName(TechnicalColumn.version) }
    private var deleted: SQLName { SQLName(TechnicalColumn.isDeleted) }
    /// Where the batch layer leaves what it has made before it is published.
    private var nextTable: SQLName {
        SQLName(Array(batchTable.parts.dropLast()) + ["\(batchTable.parts.last ?? "")_next"])
    }
    private var batchNumber: SQLName { SQLName(TechnicalColumn.batch) }
    private var viewName: String { "\(stream.id)_\(table.name)" }
    private var columns: [SQLText] { table.columns.map { "\(SQLName($0.name))" } }
    private var key: [SQLText] { table.key.map { "\(SQLName($0))" } }

    var script: SQLScript {
        var script = SQLScript(
            .clickHouse,
            head: "One view over both layers of `\(table.name)`.\n"
                + "The batch layer publishes its rows by `\(table.name).publish.sql`.")
        script.add("create database if not exists \(schema)")
        if batchTable.parts.count > 1, batchTable.parts[0] != "serving" {
            script.add("create database if not exists \(SQLName(batchTable.parts[0]))")
        }
        script.add(
            """
            create table if not exists \(marks) (
              view_name String, batch UInt64, closed_before DateTime64(6, 'UTC'), cut UInt64
            ) engine = MergeTree order by (view_name, batch)
            """)
        script.add(
            """
            create table if not exists \(batchTable) (
              \(ownColumns + ["\(batchNumber) UInt64"], separator: ",\n  ")
            ) engine = MergeTree
            partition by \(batchNumber) order by (\(key))
            """,
            "What the batch layer has published: the last state of each key by versions up to the `cut` of its marks.")
        script.add(
            """
            create table if not exists \(nextTable) (
              \(ownColumns, separator: ",\n  ")
            ) engine = MergeTree order by (\(key))
            """, "What it has made and not published yet. It empties the table before it writes.")
        script.add(definition)
        return script
    }

    private var ownColumns: [SQLText] {
        table.columns.map { column -> SQLText in
            column.isNullable
                ? "\(SQLName(column.name)) Nullable(\(column.clickHouseType))"
                : "\(SQLName(column.name)) \(column.clickHouseType)"
        }
    }

    /// How a batch is published. A mark that comes before its rows would hide all, and rows without one are seen by
    /// nobody.
    var publication: SQLScript {
        var script = SQLScript(
            .clickHouse,
            head: "Publishes a batch of `\(table.name)`: its rows first, then its marks, by which they are seen.\n"
                + "clickhouse-client --queries-file \(table.name).publish.sql --param_batch=NUMBER "
                + "--param_closed_before=TIME --param_cut=VERSION\n"
                + "batch: greater than all before;\n"
                + "closed_before: no event before this time is missing; cut: the greatest version that the batch has seen."
        )
        script.add(
            """
            insert into \(batchTable) (\(columns + ["\(batchNumber)"]))
            select \(columns + ["{batch:UInt64}"]) from \(nextTable)
            """)
        script.add(
            """
            insert into \(marks) (view_name, batch, closed_before, cut)
            select \(text: viewName), {batch:UInt64}, {closed_before:DateTime64(6, 'UTC')}, {cut:UInt64}
            """)
        script.add(
            """
            alter table \(batchTable) delete where \(batchNumber) + 1 < {batch:UInt64}
            """, "Whoever still reads the batch before finds it.")
        return script
    }

    private var definition: SQLText {
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
            where \(batchNumber) = (select batch from mark)
              and \(time) < (select closed_before from mark)
              and (\(key)) not in (select \(key) from latest where \(version) > (select cut from mark))
            union all
            select \(columns) from latest
            where \(deleted) = 0
              and (\(time) >= (select closed_before from mark) or \(version) > (select cut from mark))
            """
    }

    /// Before the first batch everything is above the marks.
    private var epoch: SQLText { "toDateTime64('1970-01-01 00:00:00', 6, 'UTC')" }

    /// The last version of each key, deletions too: a row that was deleted after the cut must hide the batch's.
    private var latest: SQLText {
        """
        select \(columns + ["\(version)", "\(deleted)"]) from \(speedTable)
            qualify row_number() over (partition by \(key) order by \(version) desc) = 1
        """
    }
}
