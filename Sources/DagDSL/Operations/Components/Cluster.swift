import PipelineModel

extension Component {
    /// The operator that makes Prometheus' configuration of the cluster's objects.
    public static func prometheusOperator(_ name: Name = "prometheus-operator") -> Component {
        let failures = Metric.counter(
            "prometheus_operator_reconcile_errors_total", "objects that it could not put right")
        let rounds = Metric.counter("prometheus_operator_reconcile_operations_total", "objects that it put right")
        return Component.custom(
            name, kind: "prometheus-operator", purpose: "makes Prometheus' settings of the cluster's objects",
            runsAs: .chart("kube-prometheus-stack")
        )
        // Its chart has it listen at one port, to the cluster's API and to Prometheus.
        .port("webhook", 10250, for: .webhook).scraped(at: ["\(name):10250"])
        .resources(memory: .mebibytes(48), limit: .mebibytes(96), cpu: .milli(20))
        .backup(.rebuilt(from: "the repository"))
        .offers(failures, rounds).shows(.errors(failures.all, of: rounds.all))
        .workload(in: "monitoring") {
            $0.access = [.ofItsChart]
            $0.podLabels = ["app": "kube-prometheus-stack-operator"]
        }
    }

    /// What makes metrics of the state of the cluster's objects.
    public static func kubeStateMetrics(_ name: Name = "kube-state-metrics") -> Component {
        let failed = Metric.gauge(
            "kube_job_status_failed", "pods of a job that failed", labels: ["namespace", "job_name"])
        let backups = Metric.timestamp(
            "kube_cronjob_status_last_successful_time", "when a scheduled job last succeeded",
            labels: ["namespace", "cronjob"])
        let pods = Metric.gauge(
            "kube_pod_status_phase", "pods, by how far they are", labels: ["namespace", "pod", "phase"])
        return Component.custom(
            name, kind: "kube-state-metrics", purpose: "makes metrics of what the cluster runs",
            runsAs: .chart("kube-prometheus-stack")
        )
        .port("http", 8080, for: .metrics).scraped(at: ["\(name):8080"])
        .resources(memory: .mebibytes(32), limit: .mebibytes(96), cpu: .milli(20))
        .backup(.rebuilt(from: "the cluster"))
        .offers(failed, backups, pods)
        .workload(in: "monitoring") { $0.access = [.ofItsChart] }
    }

    /// The controller that opens sealed secrets. Source: https://github.com/bitnami-labs/sealed-secrets
    public static func sealedSecrets(_ name: Name = "sealed-secrets") -> Component {
        let failures = Metric.counter("sealed_secrets_controller_unseal_errors_total", "secrets that it could not open")
        let unsealed = Metric.counter(
            "sealed_secrets_controller_unseal_requests_total", "secrets that it was to open")
        return Component.custom(
            name, kind: "sealed-secrets", purpose: "opens the secrets that lie sealed in the repository",
            runsAs: .chart("sealed-secrets")
        )
        .port("metrics", 8081, for: .metrics).scraped(at: ["\(name):8081"])
        .resources(memory: .mebibytes(32), limit: .mebibytes(64), cpu: .milli(20))
        .backup(.rebuilt(from: "its keys, which `keep_sealing_keys.sh` keeps when somebody runs it"))
        .offers(failures, unsealed).shows(.errors(failures.all, of: unsealed.all))
        .workload(in: "kube-system") { $0.access = [.ofItsChart] }
    }
}
