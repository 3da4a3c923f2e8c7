import PipelineModel

extension Component {
    /// Workers of Kafka Connect with Debezium, whose metrics come by the JMX exporter. Connectors read secrets as files,
    /// `${directory:FOLDER:KEY}`, of what ``Component/secret(_:keys:for:mountedAt:)`` mounts. Their heap, group and topics are
    /// those of the environment's ``StreamingPlatform``.
    ///
    /// - Parameter image: Debezium's own, or one made of it that has what connectors need beside Debezium: Confluent's Avro
    ///   converter and its sink for S3 are in none that may be had ready-made.
    public static func kafkaConnect(
        _ name: Name = "kafka-connect", workers: Int = 1, image: Name = "quay.io/debezium/connect:3.3"
    ) -> Component {
        let lag = Metric.gauge(
            "debezium_metrics_millisecondsbehindsource", "time between a change and its event", unit: .milliseconds,
            labels: ["context", "name"])
        let events = Metric.counter(
            "debezium_metrics_totalnumberofeventsseen", "changes that were read", labels: ["context", "name"])
        let failed = Metric.gauge(
            "kafka_connect_worker_connector_failed_task_count", "tasks of connectors that have failed",
            labels: ["connector"])
        let status = Metric.gauge(
            "kafka_connect_connector_status", "1 for the state that a task is in",
            labels: ["connector", "task", "status"])
        let letters = Metric.counter(
            "kafka_connect_task_error_metrics_deadletterqueue_produce_requests",
            "records that a sink could not read and has put aside", labels: ["connector", "task"])
        return custom(
            name, kind: "kafka-connect", purpose: "captures changes of databases and delivers events to stores",
            runsAs: .image(image)
        )
        .instances(workers).port("rest", 8083).port("metrics", 9404, for: .metrics)
        .scraped(at: ["\(name):9404"])
        .workload(in: "data") { worker(&$0, name.description) }
        .reaches("the databases that are captured", ports: 5432)
        .resources(memory: .gibibytes(1), limit: .mebibytes(1536), cpu: .milli(500))
        .backup(.rebuilt(from: "its topics in Kafka"))
        .offers(lag, events, failed, letters, status)
        .shows(.lag(lag.where(["context": "streaming"])), .throughput(events.where(["context": "streaming"])))
        .alerts(tasksFail(failed), lettersArrive(letters))
        .logs(.pattern(#"^(?<time>\S+ \S+)\s+(?<level>[A-Z]+)\s+(?<message>.*)$"#))
    }

    private static func worker(_ workload: inout WorkloadModel, _ name: String) {
        workload.user = 1001
        workload.scratchFolders = ["/tmp"]
        workload.writesItsImage = "its start writes the settings into the folder of its configuration"
        workload.startup = 180
        workload.probe = .http(path: "/", port: 8083)
        workload.variables = [
            .text(name: "BOOTSTRAP_SERVERS", value: "kafka:9092"), .text(name: "GROUP_ID", value: name),
            .text(name: "CONFIG_STORAGE_TOPIC", value: "\(name)-configs"),
            .text(name: "OFFSET_STORAGE_TOPIC", value: "\(name)-offsets"),
            .text(name: "STATUS_STORAGE_TOPIC", value: "\(name)-status"),
            .text(name: "KAFKA_HEAP_OPTS", value: "-Xms256m -Xmx256m"),
            .text(name: "JMXHOST", value: "127.0.0.1"), .text(name: "JMXPORT", value: "9999"),
            // The image makes settings of the worker of variables that begin with CONNECT_.
            .text(name: "CONNECT_CONFIG_PROVIDERS", value: "directory"),
            .text(
                name: "CONNECT_CONFIG_PROVIDERS_DIRECTORY_CLASS",
                value: "org.apache.kafka.common.config.provider.DirectoryConfigProvider"),
            .text(name: "CONNECT_CONNECTOR_CLIENT_CONFIG_OVERRIDE_POLICY", value: "All"),
        ]
        workload.companions = [JMXExporter.companion]
        workload.files = [JMXExporter.rules(connectRules)]
    }

    private static func tasksFail(_ failed: Metric) -> Alert {
        Alert(
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
    }

    private static func lettersArrive(_ letters: Metric) -> Alert {
        Alert(
            "DeadLettersArrive", .warning, when: .happened(letters.all, within: .minutes(15)),
            summary: "a sink of {{ $labels.component }} puts records aside that it cannot read",
            runbook: Runbook(
                meaning: "Records that are no messages of the stream, or have a schema that the sink does not know.",
                waiting: "They are kept for as long as the topic keeps them, and are missing in the archive.",
                steps: [
                    Runbook.Step(
                        "Read them, with what was wrong in their headers.",
                        command:
                            "kafka-console-consumer.sh --bootstrap-server kafka:9092 --topic NAME.deadletters --from-beginning --property print.headers=true"
                    ),
                    "Find who has written them; once the cause is gone, write those that are right to their topic again.",
                ]))
    }

    /// With what an environment's streams say of the workers of Kafka Connect, where it is these.
    func working(for streaming: StreamingPlatformModel?) -> Component {
        guard let streaming, model.kind == "kafka-connect", model.workload != nil else { return self }
        return workload { workload in
            let heap = "\(streaming.connect.heapMiB)m"
            var variables = [WorkloadVariable.text(name: "KAFKA_HEAP_OPTS", value: "-Xms\(heap) -Xmx\(heap)")]
            variables += streaming.workerSettings(group: model.name).map { key, value in
                .text(name: Self.variable(ofSetting: key), value: value)
            }
            let names = Set(variables.map(\.name))
            workload.variables = variables + workload.variables.filter { !names.contains($0.name) }
        }
    }

    /// The variable of the image that becomes a setting of the worker. Some of them it gives a default under a name of its
    /// own. Source: https://github.com/debezium/container-images/blob/main/connect/3.3/docker-entrypoint.sh
    private static func variable(ofSetting key: String) -> String {
        let name = key.uppercased().replacing(".", with: "_")
        let own = [
            "bootstrap.servers", "group.id", "config.storage.topic", "offset.storage.topic", "status.storage.topic",
            "key.converter", "value.converter", "offset.flush.interval.ms",
        ]
        return own.contains(key) ? name : "CONNECT_\(name)"
    }

    private static let connectRules = """
        - pattern: debezium.([^:]+)<type=connector-metrics, context=(.+), server=(.+)><>([^:]+)
          name: debezium_metrics_$4
          labels: {context: $2, name: $3}
        - pattern: kafka.connect<type=connect-worker-metrics, connector=(.+)><>([^:]+)
          name: kafka_connect_worker_$2
          labels: {connector: $1}
        - pattern: "kafka.connect<type=connector-task-metrics, connector=(.+), task=(.+)><>status: ([a-z-]+)"
          name: kafka_connect_connector_status
          value: 1
          labels: {connector: $1, task: $2, status: $3}
        - pattern: kafka.connect<type=task-error-metrics, connector=(.+), task=(.+)><>([^:]+)
          name: kafka_connect_task_error_metrics_$3
          labels: {connector: $1, task: $2}

        """
}
