import CodeModels
import PipelineModel

/// What a PostgreSQL server needs before a connector reads its log, as SQL in order, and how it is taken back.
///
/// Source: https://debezium.io/documentation/reference/3.3/connectors/postgresql.html#postgresql-permissions
struct PostgresStatements {
    let stream: StreamModel
    let server: DatabaseServerModel

    private func name(_ table: String) -> SQLName { SQLName(stream.database.schema, table) }
    private var heartbeat: SQLName { name(stream.heartbeatTable) }
    private var role: SQLName { SQLName(stream.role) }
    private var publication: SQLName { SQLName(stream.publication) }

    /// What the connector writes as its sign of life.
    var beat: SQLText {
        """
        insert into \(heartbeat) (id, beat) values (1, now()) on conflict (id) do update set beat = excluded.beat
        """
    }

    /// Settings of the whole server. They cannot stand in a transaction.
    var settings: SQLScript {
        var script = SQLScript(
            .postgres,
            head: "Settings of the server of database `\(server.database)` for stream `\(stream.id)`.\n"
                + "Run as a superuser. A change of wal_level, of slots or of senders needs a restart.")
        script.add("alter system set wal_level = 'logical'")
        script.add("alter system set max_replication_slots = \(server.replicationSlots)")
        script.add("alter system set max_wal_senders = \(server.walSenders)")
        script.add(
            "alter system set max_slot_wal_keep_size = \(text: "\(server.slotLimitMiB(of: stream))MB")",
            "\(server.walBytesPerSecond) bytes of log a second for \(stream.load.outage) s, and a tenth more. Beyond it the "
                + "slot is lost\nbefore the disk is full.")
        script.add("select pg_reload_conf()")
        return script
    }

    var apply: SQLScript {
        var script = SQLScript(
            .postgres,
            head:
                "Lets stream `\(stream.id)` read the log of database `\(server.database)`. `revert.sql` takes it back.\n"
                + "Run once, in one transaction: psql --single-transaction --set ON_ERROR_STOP=1 --file apply.sql")
        script.add(
            "create role \(role) with login replication",
            "Its password is set by whoever holds the secret that the workers read.")
        script.add("grant connect on database \(SQLName(server.database)) to \(role)")
        script.add("grant usage on schema \(SQLName(stream.database.schema)) to \(role)")
        if stream.capture.heartbeatWrites {
            script.add(
                "create table \(heartbeat) (id integer primary key, beat timestamptz not null)",
                "One row that is written again and again, so that the slot moves on while captured tables rest.")
            script.add("grant select, insert, update on \(heartbeat) to \(role)")
        }
        for table in stream.tables {
            script.add("grant select on \(name(table.name)) to \(role)")
            if table.identity == .full { script.add("alter table \(name(table.name)) replica identity full") }
        }
        script.add("create publication \(publication) for table \(published)")
        return script
    }

    private var published: SQLText {
        let names = stream.tables.map(\.name) + (stream.capture.heartbeatWrites ? [stream.heartbeatTable] : [])
        let tables = names.map { table -> SQLText in "\(name(table))" }
        return "\(tables)"
    }

    /// The inverse, last things first. The slot goes first of all: while it is there, the server keeps log for it.
    var revert: SQLScript {
        var script = SQLScript(
            .postgres,
            head: "Takes back what `apply.sql` did. Stop the connector before.\n"
                + "A stream that starts again after this takes a new snapshot.")
        script.add(
            """
            select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = \(text: stream.slot)
            """)
        script.add("drop publication if exists \(publication)")
        for table in stream.tables.reversed() where table.identity == .full {
            script.add("alter table \(name(table.name)) replica identity default")
        }
        if stream.capture.heartbeatWrites { script.add("drop table if exists \(heartbeat)") }
        script.add("drop owned by \(role)")
        script.add("drop role \(role)")
        return script
    }
}
