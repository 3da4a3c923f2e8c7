import PipelineModel

extension Component {
    /// A ClickHouse server with its own Prometheus endpoint. Source of the names: `system.metrics` and `system.events`
    /// of ClickHouse 26.9, behind the prefixes of the endpoint.
    public static func clickHouse(_ name: Name = "clickhouse", storage: Memory = .gibibytes(10)) -> Component {
        let queries = Metric.counter("ClickHouseProfileEvents_Query", "queries that were started")
        let failed = Metric.counter("ClickHouseProfileEvents_FailedQuery", "queries that failed")
        let rows = Metric.counter("ClickHouseProfileEvents_InsertedRows", "rows that were inserted")
        let rejected = Metric.counter("ClickHouseProfileEvents_RejectedInserts", "inserts that were refused")
        let readonly = Metric.gauge("ClickHouseMetrics_ReadonlyReplica", "tables that take no inserts")
        let memory = Metric.gauge("ClickHouseMetrics_MemoryTracking", "memory in use", unit: .bytes)
        let parts = Metric.gauge("ClickHouseMetrics_PartsActive", "parts of tables")
        return custom(
            name, kind: "clickhouse", purpose: "answers queries about what has just happened",
            runsAs: .image("clickhouse/clickhouse-server:26.9")
        )
        .port("http", 8123).port("native", 9000).port("metrics", 9363, for: .metrics)
        .scraped(at: ["\(name):9363"])
        .resources(memory: .gibibytes(2), limit: .gibibytes(3), cpu: .cores(1))
        .storage(storage).backup(.snapshot(everySeconds: 86_400))
        .offers(queries, failed, rows, rejected, readonly, memory, parts)
        .shows(.errors(failed.all, of: queries.all), .throughput(rows.all))
        .alerts(rejects(rejected), isReadonly(readonly))
        .workload(in: "data") { server(&$0, name.description) }
        .secret("\(name)-users", keys: ["password"], for: "opens ClickHouse for pipelines")
        .logs(.pattern(#"^(?<time>\S+ \S+) \[ \d+ \] \{[^}]*\} <(?<level>\w+)> (?<message>.*)$"#))
    }

    private static func server(_ workload: inout WorkloadModel, _ name: String) {
        workload.user = 101
        workload.importance = .data
        workload.dataFolder = "/var/lib/clickhouse"
        // Its start writes the account that variables name into the last of them.
        workload.scratchFolders = ["/tmp", "/var/log/clickhouse-server", "/etc/clickhouse-server/users.d"]
        workload.files = [WorkloadFile("/etc/clickhouse-server/config.d/prometheus.xml", metricsEndpoint)]
        workload.probe = .http(path: "/ping", port: 8123)
        workload.variables = [
            .text(name: "CLICKHOUSE_USER", value: "pipelines"),
            .secret(name: "CLICKHOUSE_PASSWORD", secret: "\(name)-users", key: "password"),
        ]
    }

    private static func rejects(_ rejected: Metric) -> Alert {
        Alert(
            "ClickHouseRejectsInserts", .critical, when: .happened(rejected.all, within: .minutes(10)),
            summary: "{{ $labels.component }} refuses inserts, as its tables have too many parts",
            runbook: Runbook(
                meaning: "Inserts are smaller or more frequent than merging can keep up with.",
                waiting: "The stream's batches fail and the speed layer goes stale.",
                steps: [
                    Runbook.Step(
                        "See which table.",
                        command:
                            "clickhouse-client -q 'select table, count() from system.parts where active group by table order by 2 desc limit 5'"
                    ),
                    "Insert fewer and larger batches; until then let merges finish.",
                ]))
    }

    private static func isReadonly(_ readonly: Metric) -> Alert {
        Alert(
            "ClickHouseReadonly", .critical, when: .above(0, readonly.all, within: .minutes(5)),
            summary: "tables of {{ $labels.component }} take no inserts",
            runbook: Runbook(
                meaning: "A replicated table has lost its session with Keeper.",
                waiting: "The speed layer goes stale.",
                steps: [
                    "See in the server's log why the session ended.",
                    Runbook.Step(
                        "Restore the replica.", command: "clickhouse-client -q 'system restart replicas'"),
                ]))
    }

    /// Source: https://clickhouse.com/docs/operations/server-configuration-parameters/settings#prometheus
    private static let metricsEndpoint = """
        <clickhouse>
          <prometheus>
            <endpoint>/metrics</endpoint>
            <port>9363</port>
            <metrics>true</metrics>
            <events>true</events>
            <asynchronous_metrics>true</asynchronous_metrics>
          </prometheus>
        </clickhouse>

        """
}
