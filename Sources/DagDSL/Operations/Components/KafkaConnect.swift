import PipelineModel

extension Component {
    /// Workers of Kafka Connect with Debezium, whose metrics come by the JMX exporter.
    public static func kafkaConnect(_ name: Name = "kafka-connect", workers: Int = 1) -> Component {
        let lag = Metric.gauge(
            "debezium_metrics_millisecondsbehindsource", "time between a change and its event", unit: .milliseconds,
            labels: ["context", "name"])
        let events = Metric.counter(
            "debezium_metrics_totalnumberofeventsseen", "changes that were read", labels: ["context", "name"])
        let failed = Metric.gauge(
            "kafka_connect_worker_connector_failed_task_count", "tasks of connectors that have failed",
            labels: ["connector"])
        let tasksFail = Alert(
            "ConnectorFailed", .critical, when: .above(0, failed.all, within: .minutes(2)),
            summary: "a task of a connector of {{ $labels.component }} has failed and will not start by itself",
            runbook: Runbook(
                meaning: "Connect does not start failed tasks again. What it captured or delivered stands still.",
                waiting: "The source's log grows; data goes stale.",
                steps: [
                    Runbook.Step(
                        "Read why.", command: "curl -s http://kafka-connect:8083/connectors?expand=status"),
                    Runbook.Step(
                        "Start it again once the cause is gone.",
                        command:
                            "curl -X POST 'http://kafka-connect:8083/connectors/NAME/restart?includeTasks=true&onlyFailed=true'"
                    ),
                ]))
        return Component.custom(
            name, kind: "kafka-connect", purpose: "captures changes of databases and delivers events to stores",
            runsAs: .image("quay.io/debezium/connect:3.3")
        )
        .instances(workers).port("rest", 8083).port("metrics", 9404, for: .metrics)
        .scraped(at: ["\(name):9404"])
        .resources(memory: .gibibytes(1), limit: .mebibytes(1536), cpu: .milli(500))
        .backup(.rebuilt(from: "its topics in Kafka"))
        .offers(lag, events, failed)
        .shows(.lag(lag.where(["context": "streaming"])), .throughput(events.where(["context": "streaming"])))
        .alerts(tasksFail)
        .logs(.pattern(#"^(?<time>\S+ \S+)\s+(?<level>[A-Z]+)\s+(?<message>.*)$"#))
    }
}
