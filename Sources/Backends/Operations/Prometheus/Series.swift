import CodeModels
package import PipelineModel

/// Names that rules, dashboards and tests share.
enum RecordedSeries {
    static let info: PromQLMetric = "dagc_pipeline_info"
    static let successSum: PromQLMetric = "pipeline:success_seconds:sum"
    static let successSeen: PromQLMetric = "pipeline:success_seconds:seen"
    static let succeeded: PromQLMetric = "pipeline:run_succeeded:event"
    static let failureSum: PromQLMetric = "pipeline:failure_seconds:sum"
    static let failureSeen: PromQLMetric = "pipeline:failure_seconds:seen"
    static let failed: PromQLMetric = "pipeline:run_failed:event"
    static let lastSuccess: PromQLMetric = "pipeline:last_success:timestamp"
    static let clockOffset: PromQLMetric = "zone:clock_offset:seconds"
    static let deadlineEstimate: PromQLMetric = "pipeline:deadline_estimate:timestamp"
    static let deadline: PromQLMetric = "pipeline:deadline:timestamp"
}

/// What the runner of SQL jobs pushes. Source: `metrics.csv` beside the runner.
package enum JobMetrics {
    package static let quality = MetricModel(
        name: "dagc_quality_score", kind: .gauge, unit: .ratio, labels: ["dag_id", "task_id", "dataset"],
        help: "mean share of good rows over the rules of a quality check")
    package static let failedRows = MetricModel(
        name: "dagc_quality_rule_failed_rows", kind: .gauge, unit: .count,
        labels: ["dag_id", "task_id", "dataset", "rule"], help: "rows that a rule does not hold for")
    package static let discrepancy = MetricModel(
        name: "dagc_reconciliation_discrepancy_ratio", kind: .gauge, unit: .ratio,
        labels: ["dag_id", "task_id", "measure"], help: "largest difference of a measure between the layers")
    package static let rows = MetricModel(
        name: "dagc_reconciliation_rows", kind: .gauge, unit: .count, labels: ["dag_id", "task_id", "side"],
        help: "rows that a layer has in the compared interval")
    package static let lastRun = MetricModel(
        name: "dagc_job_last_run_timestamp_seconds", kind: .timestamp, unit: .seconds, labels: ["dag_id", "task_id"],
        help: "when a job last ran, whatever the outcome")
    package static let lastSuccess = MetricModel(
        name: "dagc_job_last_success_timestamp_seconds", kind: .timestamp, unit: .seconds,
        labels: ["dag_id", "task_id"], help: "when a job last found nothing that fails it")
    package static let duration = MetricModel(
        name: "dagc_job_duration_seconds", kind: .gauge, unit: .seconds, labels: ["dag_id", "task_id"],
        help: "how long the last run of a job took")

    package static let all = [quality, failedRows, discrepancy, rows, lastRun, lastSuccess, duration]
}

extension PromQLSelector {
    /// Series of a metric of the catalogue.
    init(_ metric: MetricModel, _ matchers: [PromQLMatcher] = []) {
        guard let name = PromQLMetric(named: metric.name) else {
            preconditionFailure("a checked project has names of metrics that Prometheus takes")
        }
        self.init(name, matchers)
    }

    /// Series that a component shows.
    init(_ series: SeriesModel, of component: String) {
        var matchers: [PromQLMatcher] = [.equal("component", component)]
        matchers += series.labels.map { .equal(PromQLLabel(checked: $0.label), $0.value) }
        for label in series.excluded.map(\.label).distinct {
            let values = series.excluded.filter { $0.label == label }.map(\.value)
            matchers.append(.matchesNot(PromQLLabel(checked: label), .oneOf(values)))
        }
        self.init(series.metric, matchers)
    }
}

extension PromQLLabel {
    init(checked name: String) {
        guard let label = PromQLLabel(named: name) else {
            preconditionFailure("a checked project has names of labels that Prometheus takes")
        }
        self = label
    }
}

extension [String] {
    /// Each once, in the order in which they first come.
    var distinct: [String] {
        var known: Set<String> = []
        return filter { known.insert($0).inserted }
    }
}
