import PipelineModel

extension Component {
    /// Confluent's Schema Registry, whose metrics come by the JMX exporter.
    public static func schemaRegistry(_ name: Name = "schema-registry") -> Component {
        let requests = Metric.counter(
            "kafka_schema_registry_jersey_metrics_request_total", "requests that were answered")
        let errors = Metric.counter(
            "kafka_schema_registry_jersey_metrics_request_error_total", "requests that failed")
        return Component.custom(
            name, kind: "schema-registry",
            purpose: "holds the schemas of events, and refuses changes that break readers",
            runsAs: .image("confluentinc/cp-schema-registry:8.0.0")
        )
        .port("http", 8081).port("metrics", 9404, for: .metrics).scraped(at: ["\(name):9404"])
        .resources(memory: .mebibytes(256), limit: .mebibytes(512), cpu: .milli(250))
        .backup(.rebuilt(from: "its topic in Kafka"))
        .offers(requests, errors).shows(.errors(errors.all, of: requests.all), .throughput(requests.all))
        .logs(.pattern(#"^\[(?<time>[^\]]+)\] (?<level>[A-Z]+) (?<message>.*)$"#))
    }
}
