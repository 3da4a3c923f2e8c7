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
        .instances(brokers).port("kafka", 9092).port("metrics", 9404, for: .metrics)
        .scraped(at: ["\(name):9404"])
        .resources(memory: .gibibytes(1), limit: .mebibytes(1536), cpu: .milli(500))
        .storage(storage, keeping: retention).backup(.rebuilt(from: "replicas on the other brokers"))
        .offers(offline, thin, messages, failed, requests)
        .shows(.throughput(messages.all), .errors(failed.all, of: requests.all))
        .alerts(partitionsOffline(offline), partitionsThin(thin))
        .logs(.pattern(#"^\[(?<time>[^\]]+)\] (?<level>[A-Z]+) (?<message>.*)$"#))
    }

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
