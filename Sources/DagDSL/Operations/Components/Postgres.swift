import PipelineModel

extension Component {
    /// A PostgreSQL server, asked by the PostgreSQL exporter. Source of the metrics: exporter 0.11 on PostgreSQL 15.
    public static func postgres(
        _ name: Name = "postgres", storage: Memory = .gibibytes(2), backup interval: Duration = .hours(24)
    ) -> Component {
        let up = Metric.gauge("pg_up", "whether the server answers the exporter")
        let connections = Metric.gauge(
            "pg_stat_activity_count", "connections", labels: ["datname", "state"])
        let size = Metric.gauge("pg_database_size_bytes", "size of a database", unit: .bytes, labels: ["datname"])
        return custom(
            name, kind: "postgres", purpose: "holds tables that must not be lost",
            runsAs: .image("postgres:15"), liveness: .gauge(up.all)
        )
        .port("postgres", 5432).port("metrics", 9187, for: .metrics).scraped(at: ["\(name):9187"])
        .resources(memory: .mebibytes(256), limit: .mebibytes(512), cpu: .milli(250))
        .storage(storage).backup(.dump(everySeconds: interval.wholeSeconds))
        .offers(up, connections, size)
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
}
