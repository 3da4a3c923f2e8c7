import PipelineModel

extension Component {
    /// Prometheus, which reads and keeps metrics and evaluates rules.
    public static func prometheus(
        _ name: Name = "prometheus", retention: Duration, storage: Memory, memory: Memory = .gibibytes(2),
        cpu: CPU = .milli(500)
    ) -> Component {
        let failures = Metric.counter(
            "prometheus_rule_evaluation_failures_total", "rules that could not be evaluated", labels: ["rule_group"])
        let evaluations = Metric.counter(
            "prometheus_rule_evaluations_total", "rules that were evaluated", labels: ["rule_group"])
        let series = Metric.gauge("prometheus_tsdb_head_series", "series in memory")
        let reload = Metric.gauge(
            "prometheus_config_last_reload_successful", "whether the last configuration was taken")
        let notReloaded = Alert(
            "PrometheusConfigurationRefused", .warning, when: .below(1, reload.all, within: .minutes(5)),
            summary: "Prometheus did not take its last configuration",
            runbook: Runbook(
                meaning: "It goes on with the one before: new rules and targets are not there.",
                waiting: "Alerts that were changed are as they were.",
                steps: [
                    Runbook.Step(
                        "Read what is wrong.", command: "promtool check config prometheus/prometheus.yml"),
                    "Compile and publish again; all that dagc emits passes this check.",
                ]))
        return Component.custom(
            name, kind: "prometheus", purpose: "keeps metrics and evaluates rules",
            runsAs: .chart("kube-prometheus-stack")
        )
        .port("http", 9090, for: .interface).scraped(at: ["\(name):9090"])
        .resources(memory: memory, cpu: cpu).storage(storage, keeping: retention)
        .backup(.snapshot(everySeconds: 86_400))
        .offers(failures, evaluations, series, reload)
        .shows(.errors(failures.all, of: evaluations.all)).alerts(notReloaded)
        .workload(in: "monitoring") {
            $0.user = 1000
            $0.container = "prometheus"
            $0.access = [.ofItsChart]
            $0.companions = [CompanionModel(name: "config-reloader", image: nil, resources: .small(24, limit: 48))]
        }
        .logs(.pattern(goLog))
    }

    /// Alertmanager, which groups alerts and tells people.
    public static func alertmanager(_ name: Name = "alertmanager", instances: Int = 1) -> Component {
        let sent = Metric.counter(
            "alertmanager_notifications_total", "messages that were sent", labels: ["integration"])
        let failed = Metric.counter(
            "alertmanager_notifications_failed_total", "messages that could not be sent", labels: ["integration"])
        return Component.custom(
            name, kind: "alertmanager", purpose: "tells people of alerts", runsAs: .chart("kube-prometheus-stack")
        )
        .instances(instances).port("http", 9093, for: .interface).scraped(at: ["\(name):9093"])
        .resources(memory: .mebibytes(48), limit: .mebibytes(96), cpu: .milli(50))
        .backup(.rebuilt(from: "the repository; silences are lost"))
        .offers(sent, failed).shows(.errors(failed.all, of: sent.all), .throughput(sent.all))
        .workload(in: "monitoring") {
            $0.user = 1000
            $0.container = "alertmanager"
            $0.companions = [CompanionModel(name: "config-reloader", image: nil, resources: .small(24, limit: 48))]
        }
        .reaches("those who tell people", ports: 443, 587)
        .logs(.pattern(goLog))
    }

    /// Lines of Prometheus and Alertmanager. Since 3.0 and 0.28 they begin with `time=`, before that with `ts=`.
    private static let goLog = #"^(?:time|ts)=(?<time>\S+) .*?level=(?<level>\w+) (?<message>.*)$"#

    /// Grafana, which draws what Prometheus has.
    public static func grafana(
        _ name: Name = "grafana", memory: Memory = .gibibytes(1), cpu: CPU = .milli(500)
    ) -> Component {
        let requests = Metric.counter(
            "grafana_http_request_duration_seconds_count", "requests that were answered", labels: ["status_code"])
        return Component.custom(
            name, kind: "grafana", purpose: "shows people what Prometheus has", runsAs: .chart("kube-prometheus-stack")
        )
        .port("http", 3000, for: .interface).scraped(at: ["\(name):3000"])
        .resources(memory: memory, cpu: cpu).backup(.rebuilt(from: "the repository"))
        .offers(requests).shows(.throughput(requests.all))
        .workload(in: "monitoring") {
            $0.user = 472
            $0.container = "grafana"
            $0.importance = .comfort
            $0.access = [.ofItsChart]
            $0.companions = ["dashboards", "datasources"].map {
                CompanionModel(name: $0, image: nil, resources: .small(48, limit: 96))
            }
        }
        .secret("\(name)-admin", keys: ["admin-user", "admin-password"], for: "opens Grafana for its administrator")
        .logs(.pattern(#"^logger=\S+ t=(?<time>\S+) level=(?<level>\w+) msg="?(?<message>.*)$"#))
    }

    /// The gateway to which jobs push what they found out.
    public static func pushgateway(_ name: Name = "pushgateway") -> Component {
        let pushed = Metric.timestamp("push_time_seconds", "when a job last pushed", labels: ["dag_id", "task_id"])
        let failed = Metric.timestamp(
            "push_failure_time_seconds", "when a push was last refused", labels: ["dag_id", "task_id"])
        return Component.custom(
            name, kind: "pushgateway", purpose: "keeps what jobs found out until Prometheus has read it",
            runsAs: .image("prom/pushgateway:v1.11.1")
        )
        .port("http", 9091).scraped(at: ["\(name):9091"])
        .with { $0.scrape?.honorsLabels = true }
        .resources(memory: .mebibytes(32), limit: .mebibytes(64), cpu: .milli(50))
        .storage(.mebibytes(256)).backup(.rebuilt(from: "the next run of each job"))
        .workload(in: "monitoring") {
            $0.dataFolder = "/data"
            $0.arguments = ["--persistence.file=/data/metrics"]
            $0.probe = .http(path: "/-/healthy", port: 9091)
            $0.servesTasks = true
        }
        .offers(pushed, failed)
    }

    /// The exporter that makes metrics of what Airflow sends.
    public static func statsdExporter(_ name: Name = "statsd-exporter") -> Component {
        let lost = Metric.counter("statsd_exporter_samples_total", "samples that were read")
        let broken = Metric.counter("statsd_exporter_sample_errors_total", "samples that could not be read")
        return Component.custom(
            name, kind: "statsd-exporter", purpose: "makes metrics of what Airflow sends",
            runsAs: .image("prom/statsd-exporter:v0.28.0")
        )
        .port("statsd", 9125, for: .datagrams).port("metrics", 9102, for: .metrics).scraped(at: ["\(name):9102"])
        .resources(memory: .mebibytes(32), limit: .mebibytes(64), cpu: .milli(50))
        .offers(lost, broken).shows(.errors(broken.all, of: lost.all))
        .workload(in: "airflow") {
            $0.probe = .tcp(port: 9102)
            $0.servesTasks = true
        }
    }
}
