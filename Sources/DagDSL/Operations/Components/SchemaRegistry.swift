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
        .workload(in: "data") {
            $0.user = 1000
            $0.scratchFolders = ["/tmp"]
            $0.writesItsImage = "its start writes the settings into the folder of its configuration"
            $0.startup = 120
            $0.probe = .http(path: "/", port: 8081)
            $0.variables = [
                .field(name: "SCHEMA_REGISTRY_HOST_NAME", path: "status.podIP"),
                .text(name: "SCHEMA_REGISTRY_LISTENERS", value: "http://0.0.0.0:8081"),
                .text(name: "SCHEMA_REGISTRY_KAFKASTORE_BOOTSTRAP_SERVERS", value: "kafka:9092"),
                .text(name: "SCHEMA_REGISTRY_HEAP_OPTS", value: "-Xms128m -Xmx128m"),
                .text(name: "SCHEMA_REGISTRY_JMX_OPTS", value: JMXExporter.options),
            ]
            $0.companions = [JMXExporter.companion]
            $0.files = [JMXExporter.rules(registryRules)]
        }
        .resources(memory: .mebibytes(256), limit: .mebibytes(512), cpu: .milli(250))
        .backup(.rebuilt(from: "its topic in Kafka"))
        .offers(requests, errors).shows(.errors(errors.all, of: requests.all), .throughput(requests.all))
        .logs(.pattern(#"^\[(?<time>[^\]]+)\] (?<level>[A-Z]+) (?<message>.*)$"#))
    }

    private static let registryRules = """
        - pattern: kafka.schema.registry<type=jersey-metrics><>(request-error-total|request-total)
          name: kafka_schema_registry_jersey_metrics_$1
          type: COUNTER

        """
}
