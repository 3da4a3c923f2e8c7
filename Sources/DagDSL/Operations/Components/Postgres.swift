import PipelineModel

extension Component {
    /// A PostgreSQL server, asked by the PostgreSQL exporter. Source of the metrics: exporter 0.11 on PostgreSQL 15.
    public static func postgres(
        _ name: Name = "postgres", storage: Memory = .gibibytes(2), backup interval: Duration = .hours(24)
    ) -> Component {
        let up = Metric.gauge("pg_up", "whether the server answers the exporter")
        let connections = Metric.gauge(
            "pg_stat_activity_count", "connections", labels: ["datname", "state"])
        let slots = Metric.gauge(
            "pg_replication_slots_pg_wal_lsn_diff", "log that a replication slot holds back", unit: .bytes,
            labels: ["slot_name"])
        let read = Metric.gauge(
            "pg_replication_slots_active", "whether somebody reads a replication slot", labels: ["slot_name"])
        let size = Metric.gauge("pg_database_size_bytes", "size of a database", unit: .bytes, labels: ["datname"])
        return custom(
            name, kind: "postgres", purpose: "holds tables that must not be lost",
            runsAs: .image("postgres:15"), liveness: .gauge(up.all)
        )
        .port("postgres", 5432).port("metrics", 9187, for: .metrics).scraped(at: ["\(name):9187"])
        .resources(memory: .mebibytes(256), limit: .mebibytes(512), cpu: .milli(250))
        .storage(storage).backup(.dump(everySeconds: interval.wholeSeconds))
        .offers(up, connections, slots, read, size).alerts(slotGrows(slots), slotIsUnread(read))
        .workload(in: "airflow") { server(&$0, name.description) }
        .secret("\(name)-postgres", keys: ["password"], for: "opens the database for its owner")
        .logs(.pattern(#"^(?<time>\S+ \S+ \S+) \[\d+\] (?:\S+ )?(?<level>[A-Z]+):\s+(?<message>.*)$"#))
    }

    /// Source: https://hub.docker.com/_/postgres
    private static func server(_ workload: inout WorkloadModel, _ name: String) {
        let password = ("\(name)-postgres", "password")
        workload.user = 999
        workload.importance = .data
        workload.dataFolder = "/var/lib/postgresql/data"
        workload.scratchFolders = ["/tmp", "/var/run/postgresql"]
        workload.probe = .command(["pg_isready", "-U", "airflow", "-d", "airflow"])
        workload.variables = [
            .text(name: "PGDATA", value: "/var/lib/postgresql/data/pgdata"),
            .text(name: "POSTGRES_USER", value: "airflow"), .text(name: "POSTGRES_DB", value: "airflow"),
            .text(name: "POSTGRES_INITDB_ARGS", value: "--data-checksums"),
            .secret(name: "POSTGRES_PASSWORD", secret: password.0, key: password.1),
        ]
        var exporter = CompanionModel(
            name: "exporter", image: "quay.io/prometheuscommunity/postgres-exporter:v0.18.1",
            resources: .small(24, limit: 48))
        exporter.ports = [PortModel("metrics", 9187, .metrics)]
        exporter.variables = [
            .text(name: "DATA_SOURCE_URI", value: "127.0.0.1:5432/airflow?sslmode=disable"),
            .text(name: "DATA_SOURCE_USER", value: "airflow"),
            .secret(name: "DATA_SOURCE_PASS", secret: password.0, key: password.1),
        ]
        workload.companions = [exporter]
    }

    private static func slotGrows(_ slots: Metric) -> Alert {
        Alert(
            "PostgresSlotHoldsLog", .warning, when: .above(5_368_709_120, slots.all, within: .minutes(10)),
            summary: "a replication slot of {{ $labels.component }} holds back more than 5 GiB of log",
            runbook: Runbook(
                meaning: "Whoever reads the slot has stopped or is slower than the database writes.",
                waiting: "The log grows until the disk is full, and then the database stops.",
                steps: [
                    Runbook.Step(
                        "See which slot, and since when nobody reads it.",
                        command: "psql -c 'select slot_name, active, restart_lsn from pg_replication_slots'"),
                    "Start its reader again, or drop the slot and take a new snapshot.",
                ]))
    }

    private static func slotIsUnread(_ read: Metric) -> Alert {
        Alert(
            "PostgresSlotUnread", .critical, when: .below(1, read.all, within: .minutes(10)),
            summary: "nobody reads a replication slot of {{ $labels.component }}",
            runbook: Runbook(
                meaning: """
                    The connector that reads the slot is down or hangs. One whose slot is lost still says that it runs, so its \
                    own state tells nothing.
                    """,
                waiting: "The log grows up to its bound; then the slot is lost, and with it what was not read.",
                steps: [
                    Runbook.Step(
                        "See whether the slot is still there, and how much may still come.",
                        command:
                            "psql -c 'select slot_name, active, wal_status, safe_wal_size from pg_replication_slots'"),
                    "Where `wal_status` is not `lost`: start the connector's task again, and see that `active` becomes true.",
                    "Where it is `lost`: drop the slot, take a new snapshot, and compare source and lake, as deletions of the time between were never told.",
                ]))
    }
}
