import PipelineModel

extension Component {
    /// The brokers of a Kafka cluster. Their own metrics come by the JMX exporter, those of consumers by the Kafka
    /// exporter, which asks the brokers.
    public static func kafka(
        _ name: Name = "kafka", brokers: Int, storage: Memory = .gibibytes(10), keeping retention: Duration = .days(7)
    ) -> Component {
        let offline = Metric.gauge(
            "kafka_controller_kafkacontroller_offlinepartitionscount", "partitions without a leader")
        let thin = Metric.gauge(
            "kafka_server_replicamanager_underreplicatedpartitions",
            "partitions with fewer copies than they are to have")
        let messages = Metric.counter(
            "kafka_server_brokertopicmetrics_messagesin_total", "messages that producers sent", labels: ["topic"])
        let failed = Metric.counter(
            "kafka_server_brokertopicmetrics_failedproducerequests_total", "requests of producers that failed",
            labels: ["topic"])
        let requests = Metric.counter(
            "kafka_server_brokertopicmetrics_totalproducerequests_total", "requests of producers", labels: ["topic"])
        return Component.custom(
            name, kind: "kafka", purpose: "carries events from where they happen to who uses them",
            runsAs: .image("apache/kafka:4.1.0")
        )
        .instances(brokers).port("kafka", 9092).port("controller", 9093, for: .peers).port(
            "metrics", 9404, for: .metrics
        )
        .scraped(at: ["\(name):9404"])
        .resources(memory: .gibibytes(1), limit: .mebibytes(1536), cpu: .milli(500))
        .storage(storage, keeping: retention).backup(.rebuilt(from: "replicas on the other brokers"))
        .offers(offline, thin, messages, failed, requests)
        .shows(.throughput(messages.all), .errors(failed.all, of: requests.all))
        .alerts(partitionsOffline(offline), partitionsThin(thin))
        .workload(in: "data") { broker(&$0, name.description, brokers) }
        .logs(.pattern(#"^\[(?<time>[^\]]+)\] (?<level>[A-Z]+) (?<message>.*)$"#))
    }

    /// One process is broker and controller. Its number is that of its pod, as is its address, by which clients of other
    /// namespaces find it too.
    /// Source: https://kafka.apache.org/documentation/#kraft
    private static func broker(_ workload: inout WorkloadModel, _ name: String, _ brokers: Int) {
        let voters = (0..<max(brokers, 1)).map { "\($0)@\(name)-\($0).\(name):9093" }.joined(separator: ",")
        let copies = "\(min(max(brokers, 1), 3))"
        let settings = [
            ("KAFKA_PROCESS_ROLES", "broker,controller"), ("KAFKA_CONTROLLER_QUORUM_VOTERS", voters),
            ("KAFKA_LISTENERS", "PLAINTEXT://:9092,CONTROLLER://:9093"),
            ("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER"),
            ("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
            ("KAFKA_LOG_DIRS", "/var/lib/kafka/data/logs"), ("KAFKA_DEFAULT_REPLICATION_FACTOR", copies),
            ("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", copies), ("KAFKA_MIN_INSYNC_REPLICAS", brokers >= 3 ? "2" : "1"),
            ("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false"), ("KAFKA_HEAP_OPTS", "-Xms384m -Xmx384m"),
            ("CLUSTER_ID", "ZGFnYy1rYWZrYS1jbHVzdA"),
        ]
        workload.user = 1000
        workload.importance = .data
        workload.dataFolder = "/var/lib/kafka/data"
        workload.scratchFolders = ["/tmp"]
        workload.writesItsImage = "its start writes the settings into the folder of its configuration"
        workload.startup = 120
        workload.probe = .tcp(port: 9092)
        workload.command = [
            "sh", "-c",
            "export KAFKA_NODE_ID=${HOSTNAME##*-} KAFKA_ADVERTISED_LISTENERS=PLAINTEXT://$HOSTNAME.\(name).$NAMESPACE:9092 && exec /etc/kafka/docker/run",
        ]
        workload.variables =
            settings.map { .text(name: $0.0, value: $0.1) } + [
                .text(name: "KAFKA_JMX_OPTS", value: JMXExporter.options),
                .field(name: "NAMESPACE", path: "metadata.namespace"),
            ]
        workload.companions = [JMXExporter.companion]
        workload.files = [JMXExporter.rules(brokerRules)]
    }

    private static let brokerRules = """
        - pattern: kafka.server<type=BrokerTopicMetrics, name=(.+)PerSec, topic=(.+)><>Count
          name: kafka_server_brokertopicmetrics_$1_total
          type: COUNTER
          labels: {topic: $2}
        - pattern: kafka.(server|controller)<type=(ReplicaManager|KafkaController), name=(.+)><>Value
          name: kafka_$1_$2_$3
          type: GAUGE

        """

    private static func partitionsOffline(_ metric: Metric) -> Alert {
        Alert(
            "KafkaPartitionsOffline", .critical, when: .above(0, metric.all, within: .minutes(2)),
            summary: "partitions of {{ $labels.component }} have no leader",
            runbook: Runbook(
                meaning: "Nobody can write to or read from these partitions.",
                waiting: "Producers buffer and then lose events; consumers fall behind.",
                steps: [
                    Runbook.Step(
                        "See which partitions.",
                        command: "kafka-topics.sh --bootstrap-server kafka:9092 --describe --unavailable-partitions"),
                    "Bring the brokers that hold them back; choose an unclean leader only where loss may be borne.",
                ]))
    }

    private static func partitionsThin(_ metric: Metric) -> Alert {
        Alert(
            "KafkaPartitionsThin", .warning, when: .above(0, metric.all, within: .minutes(10)),
            summary: "partitions of {{ $labels.component }} have fewer copies than they are to have",
            runbook: Runbook(
                meaning: "A broker is down or cannot keep up; one more loss may lose events.",
                waiting: "Nothing is lost as long as no other broker fails.",
                steps: [
                    Runbook.Step(
                        "See which brokers lag.",
                        command:
                            "kafka-topics.sh --bootstrap-server kafka:9092 --describe --under-replicated-partitions"),
                    "Bring them back, or move their partitions.",
                ]))
    }
}
