import PipelineModel

extension Component {
    /// Spark applications on a Kubernetes cluster, and the operator that starts them. Source of the metrics: the
    /// `/metrics/executors/prometheus` of Spark 4.
    public static func spark(_ name: Name = "spark") -> Component {
        let done = Metric.counter(
            "metrics_executor_completedTasks_total", "tasks of Spark that were completed",
            labels: ["application_id", "executor_id"])
        let failed = Metric.counter(
            "metrics_executor_failedTasks_total", "tasks of Spark that failed",
            labels: ["application_id", "executor_id"])
        let used = Metric.gauge(
            "metrics_executor_memoryUsed_bytes", "memory for storage in use", unit: .bytes,
            labels: ["application_id", "executor_id"])
        return Component.custom(
            name, kind: "spark", purpose: "computes what is too large for one machine",
            runsAs: .chart("spark-operator"),
            liveness: .unseen(because: "applications come and go; the pipelines that start them tell")
        )
        .port("metrics", 4040, for: .metrics).scraped(at: ["\(name):4040"], path: "/metrics/executors/prometheus")
        .resources(memory: .mebibytes(512), cpu: .milli(250))
        .workload(in: "spark") {
            $0.user = 185
            $0.container = "spark-operator-controller"
            $0.podLabels = ["app.kubernetes.io/name": "spark-operator"]
            // What Spark calls the pods of drivers, on whose pages the metrics are.
            $0.measuredPods = ["spark-role": "driver"]
            $0.companions = [
                CompanionModel(name: "spark-operator-webhook", image: nil, resources: .small(64, limit: 128))
            ]
            $0.access = [.ofItsChart]
        }
        .port("webhook", 9443, for: .webhook)
        .offers(done, failed, used).shows(.errors(failed.all, of: done.all), .throughput(done.all))
        .logs(.json(time: "ts", level: "level", message: "msg"))
    }
}
