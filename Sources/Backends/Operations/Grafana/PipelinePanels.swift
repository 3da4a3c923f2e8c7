import CodeModels
import PipelineModel

/// What all pipelines, those of a team, or a chosen one show of their runs.
struct PipelinePanels {
    /// Which pipelines.
    let scope: [PromQLMatcher]
    /// The same for what jobs push, which know a pipeline as `dag_id`.
    let jobScope: [PromQLMatcher]

    private static let day = PromQLDuration.days(1)

    static let all = PipelinePanels(scope: [], jobScope: [])
    static let chosen = PipelinePanels(
        scope: [.matches("pipeline", .variable("pipeline"))], jobScope: [.matches("dag_id", .variable("pipeline"))])

    static func of(_ pipelines: [String]) -> PipelinePanels {
        PipelinePanels(
            scope: [.matches("pipeline", .oneOf(pipelines))], jobScope: [.matches("dag_id", .oneOf(pipelines))])
    }

    private func series(_ metric: PromQLMetric) -> PromQLSelector { PromQLSelector(metric, scope) }

    var firing: Panel {
        let alerts = PromQLExpression.selector(
            PromQLSelector("ALERTS", [.equal("alertstate", "firing"), .notEqual("alertname", "Watchdog")] + scope))
        return Panel(
            title: "Alerts", description: "What fires now, worst first.", kind: .table, width: 24,
            queries: [
                .init(
                    expression: alerts.count(by: "severity", "alertname", "team", "pipeline", "component"),
                    legend: "{{alertname}}")
            ], nothing: "nothing fires")
    }

    var age: Panel {
        Panel(
            title: "Age of the last success", description: "How long ago a run of each pipeline last succeeded.",
            kind: .lines, unit: .seconds,
            queries: [
                .init(expression: .time - .selector(series(RecordedSeries.lastSuccess)), legend: "{{pipeline}}")
            ])
    }

    func age(limit: Int?) -> Panel {
        var panel = age
        panel.threshold = limit.map { Panel.Threshold(value: Double($0), isLowerBound: false) }
        return panel
    }

    var runs: Panel {
        Panel(
            title: "Runs of a day", description: "How many runs succeeded and failed in the last 24 hours.",
            kind: .stat, width: 8, height: 4,
            queries: [
                .init(expression: sum(RecordedSeries.succeeded), legend: "succeeded"),
                .init(expression: sum(RecordedSeries.failed), legend: "failed"),
            ])
    }

    var successRate: Panel {
        let failed = sum(RecordedSeries.failed).or(.vector(0))
        let succeeded = sum(RecordedSeries.succeeded).or(.vector(0))
        return Panel(
            title: "Runs that succeed", description: "The share of the runs of the last 24 hours that succeeded.",
            kind: .stat, unit: .share, width: 8, height: 4,
            queries: [
                .init(
                    expression: succeeded / (succeeded + failed).filtered(.greater, 0), legend: "all pipelines")
            ], nothing: "no run yet")
    }

    var promises: Panel {
        let broken = PromQLExpression.selector(
            PromQLSelector("ALERTS", [.equal("alertstate", "firing"), .equal("kind", "pipeline")] + scope)
        ).count(by: "pipeline")
        let all = PromQLExpression.aggregation(.count, .selector(series(RecordedSeries.info)), .all)
        let bad = PromQLExpression.aggregation(.count, broken, .all).or(.vector(0))
        return Panel(
            title: "Pipelines that keep their promises", description: "The share of pipelines of which no alert fires.",
            kind: .stat, unit: .share, width: 8, height: 4,
            queries: [.init(expression: 1 - bad / all, legend: "all pipelines")], nothing: "no pipelines yet")
    }

    var failures: Panel {
        Panel(
            title: "Failed runs", description: "Runs that failed, by the hour.", kind: .lines,
            queries: [
                .init(expression: series(RecordedSeries.failed).sum(.hours(1)), legend: "{{pipeline}}")
            ])
    }

    func quality(_ threshold: Panel.Threshold?) -> Panel {
        Panel(
            title: "Quality", description: "The share of rows that pass the checks, by the last result of each.",
            kind: .lines, unit: .share,
            queries: [job(JobMetrics.quality, .minimum, legend: "{{dag_id}} {{dataset}}")], threshold: threshold)
    }

    var failedRows: Panel {
        Panel(
            title: "Rows that break a rule", description: "By the last result of each rule.", kind: .lines,
            queries: [job(JobMetrics.failedRows, .maximum, legend: "{{dataset}} {{rule}}")])
    }

    func discrepancy(_ threshold: Panel.Threshold?) -> Panel {
        Panel(
            title: "Difference of the layers", description: "The largest difference of each measure.", kind: .lines,
            unit: .share, queries: [job(JobMetrics.discrepancy, .maximum, legend: "{{dag_id}} {{measure}}")],
            threshold: threshold)
    }

    var rows: Panel {
        Panel(
            title: "Rows of the layers", description: "Rows that each layer has in the compared interval.",
            kind: .lines, queries: [job(JobMetrics.rows, .maximum, legend: "{{dag_id}} {{side}}")])
    }

    var durations: Panel {
        Panel(
            title: "Time that jobs take", description: "How long the last run of each job took.", kind: .lines,
            unit: .seconds, queries: [job(JobMetrics.duration, .maximum, legend: "{{dag_id}} {{task_id}}")])
    }

    var results: Panel {
        Panel(
            title: "Age of results", description: "How long ago each job last found nothing wrong.", kind: .lines,
            unit: .seconds,
            queries: [
                .init(
                    expression: .time
                        - PromQLSelector(JobMetrics.lastSuccess, jobScope).last(.days(2))
                        .maximum(by: "dag_id", "task_id"), legend: "{{dag_id}} {{task_id}}")
            ])
    }

    private func sum(_ metric: PromQLMetric) -> PromQLExpression {
        .aggregation(.sum, series(metric).sum(Self.day), .all)
    }

    private func job(_ metric: MetricModel, _ aggregation: PromQLAggregation, legend: String) -> Panel.Query {
        let labels = metric.labels.map(PromQLLabel.init(checked:))
        return Panel.Query(
            expression: .aggregation(aggregation, PromQLSelector(metric, jobScope).last(.days(2)), .by(labels)),
            legend: legend)
    }
}
