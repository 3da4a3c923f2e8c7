import PipelineModel

extension Component {
    /// Elasticsearch, asked by its exporter, which keeps the lines of all logs.
    public static func elasticsearch(
        _ name: Name = "elasticsearch", storage: Memory, keeping retention: Duration, memory: Memory = .gibibytes(1),
        cpu: CPU = .milli(500)
    ) -> Component {
        let status = Metric.gauge(
            "elasticsearch_cluster_health_status", "whether the cluster is in a state; it is in one of three",
            labels: ["color"])
        let free = Metric.gauge(
            "elasticsearch_filesystem_data_available_bytes", "room that is free", unit: .bytes, labels: ["name"])
        let size = Metric.gauge(
            "elasticsearch_filesystem_data_size_bytes", "size of the disk", unit: .bytes, labels: ["name"])
        let documents = Metric.counter(
            "elasticsearch_indices_indexing_index_total", "lines that were stored", labels: ["name"])
        return custom(
            name, kind: "elasticsearch", purpose: "keeps the lines of all logs",
            runsAs: .image("docker.elastic.co/elasticsearch/elasticsearch:9.1.0"), liveness: .gauge(status.all)
        )
        .port("http", 9200).port("metrics", 9114, for: .metrics).scraped(at: ["\(name):9114"])
        .resources(memory: memory, cpu: cpu).storage(storage, keeping: retention)
        .backup(.snapshot(everySeconds: 86_400))
        .offers(status, free, size, documents)
        .shows(.freeDisk(free.all, of: size.all), .throughput(documents.all)).alerts(isRed(status))
        .workload(in: "logging") { node(&$0, heap: memory.mebibytes / 2) }
        .logs(.json(time: "@timestamp", level: "log.level", message: "message"))
    }

    /// - Parameter heap: in MiB.
    private static func node(_ workload: inout WorkloadModel, heap: Int) {
        workload.user = 1000
        workload.importance = .comfort
        workload.dataFolder = "/usr/share/elasticsearch/data"
        workload.scratchFolders = ["/tmp"]
        workload.writesItsImage = "it makes its keystore beside its configuration when it starts"
        workload.startup = 180
        workload.probe = .tcp(port: 9200)
        workload.variables = [
            .text(name: "discovery.type", value: "single-node"),
            // Else the node itself would have to be set up for it.
            .text(name: "node.store.allow_mmap", value: "false"),
            .text(name: "xpack.security.enabled", value: "false"),
            // Else the first line would make an index of the name that is to stand for several.
            .text(name: "action.auto_create_index", value: "-logs-*,+*"),
            .text(name: "ES_JAVA_OPTS", value: "-Xms\(heap)m -Xmx\(heap)m"),
        ]
        var exporter = CompanionModel(
            name: "exporter", image: "quay.io/prometheuscommunity/elasticsearch-exporter:v1.9.0",
            resources: .small(24, limit: 48))
        exporter.arguments = ["--es.uri=http://127.0.0.1:9200"]
        exporter.ports = [PortModel("metrics", 9114, .metrics)]
        workload.companions = [exporter]
    }

    private static func isRed(_ status: Metric) -> Alert {
        Alert(
            "ElasticsearchRed", .critical, when: .above(0, status.where(["color": "red"]), within: .minutes(5)),
            summary: "parts of the logs in {{ $labels.component }} cannot be read or written",
            runbook: Runbook(
                meaning: "A shard has no copy that works.",
                waiting: "New lines may be lost; nobody can look into logs.",
                steps: [
                    Runbook.Step(
                        "See why it is not assigned.",
                        command: "curl -s http://elasticsearch:9200/_cluster/allocation/explain?pretty"),
                    "Make room, or restore the index from its snapshot.",
                ]))
    }

    /// Fluentd on every machine, which takes logs apart and sends them on.
    public static func fluentd(_ name: Name = "fluentd", nodes: Int) -> Component {
        let records = Metric.counter(
            "fluentd_output_status_emit_records", "lines that were sent on", labels: ["plugin_id"])
        let errors = Metric.counter(
            "fluentd_output_status_num_errors", "chunks that could not be sent", labels: ["plugin_id"])
        let writes = Metric.counter(
            "fluentd_output_status_write_count", "chunks that were to be sent", labels: ["plugin_id"])
        let buffer = Metric.gauge(
            "fluentd_output_status_buffer_available_space_ratio", "room of a buffer that is free, in per cent",
            labels: ["plugin_id"])
        let fills = Alert(
            "FluentdBufferFills", .warning, when: .below(20, buffer.all, within: .minutes(10)),
            summary: "a buffer of {{ $labels.component }} is nearly full",
            runbook: Runbook(
                meaning: "Lines come faster than Elasticsearch takes them, or it takes none.",
                waiting: "When the buffer is full, the oldest lines are thrown away.",
                steps: [
                    "See whether Elasticsearch is well; it mostly is the cause.",
                    "Find who writes so much in the dashboard of the logs, and stop it.",
                ]))
        return Component.custom(
            name, kind: "fluentd", purpose: "takes logs apart and sends them on",
            runsAs: .everyNode("fluent/fluentd-kubernetes-daemonset:v1.19-debian-elasticsearch8-1")
        )
        .instances(nodes).port("metrics", 24231, for: .metrics).scraped(at: ["\(name):24231"])
        .resources(memory: .mebibytes(64), limit: .mebibytes(128), cpu: .milli(100))
        .offers(records, errors, writes, buffer)
        .shows(.errors(errors.all, of: writes.all), .throughput(records.all)).alerts(fills)
        .workload(in: "node-agents") {
            // The node's logs belong to its root.
            $0.user = 0
            $0.importance = .comfort
            $0.nodeFolders = ["/var/log/containers": "/var/log/containers", "/var/log/pods": "/var/log/pods"]
            $0.scratchFolders = ["/tmp"]
            // How far it has read, and what it could not send yet: another pod of the node goes on from there.
            $0.keptNodeFolders = ["/var/log/fluentd": "/var/log/fluentd"]
            // The image's own start takes no arguments and reads a configuration of its own.
            $0.command = [
                "tini", "--", "fluentd", "-c", "/etc/fluentd/fluent.conf", "-p", "/fluentd/plugins", "--gemfile",
                "/fluentd/Gemfile",
            ]
            $0.probe = .tcp(port: 24231)
        }
        .logs(.pattern(#"^(?<time>\S+ \S+ \S+) \[(?<level>\w+)\]: (?<message>.*)$"#))
    }

    /// Kibana, in which people look into logs.
    public static func kibana(_ name: Name = "kibana") -> Component {
        Component.custom(
            name, kind: "kibana", purpose: "lets people look into logs",
            runsAs: .image("docker.elastic.co/kibana/kibana:9.1.0"),
            liveness: .unseen(because: "it gives Prometheus nothing, and whoever misses it sees that")
        )
        .port("http", 5601, for: .interface)
        .resources(memory: .mebibytes(512), limit: .mebibytes(768), cpu: .milli(250))
        .backup(.rebuilt(from: "Elasticsearch"))
        .workload(in: "logging") {
            $0.user = 1000
            $0.importance = .comfort
            $0.scratchFolders = ["/tmp", "/usr/share/kibana/data"]
            $0.writesItsImage = "it bundles its own pages when it starts"
            $0.startup = 300
            $0.probe = .http(path: "/api/status", port: 5601)
            $0.variables = [
                .text(name: "ELASTICSEARCH_HOSTS", value: "http://elasticsearch:9200"),
                .text(name: "NODE_OPTIONS", value: "--max-old-space-size=384"),
            ]
        }
        .logs(.json(time: "@timestamp", level: "log.level", message: "message"))
    }
}
