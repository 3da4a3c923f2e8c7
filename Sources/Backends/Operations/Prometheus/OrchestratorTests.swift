import BackendInterface
import CodeModels
import PipelineModel

/// Tests of the series that all alerts of pipelines read, on the first two pipelines of the inventory.
struct OrchestratorTests {
    let metrics: RunMetrics
    let pipelines: [String]
    let rules: String

    /// Nil without pipelines.
    var document: Document? {
        guard let first = pipelines.first else { return nil }
        return [
            "rule_files": [.string(rules)], "evaluation_interval": "1m",
            "tests": [
                test(
                    "the first run ever is an event", [source(metrics.successSeconds, first, "_x10 120x60")],
                    [(600, event(first, 1)), (660, event(first, 0)), (720, last(first, 600))]),
                test(
                    "what a new Prometheus finds is no event", [source(metrics.successSeconds, first, "120x60")],
                    [(0, last(first, 0)), (300, event(first, 0)), (360, last(first, 0))]),
                test(
                    "an exporter that starts anew makes one event of one run",
                    [source(metrics.successSeconds, first, "120x10 _x5 stale _x5 95x60")],
                    [
                        (1200, event(first, nil)), (1320, event(first, 1)), (1380, event(first, 0)),
                        (1380, last(first, 1320)),
                    ]),
                test(
                    "the same sum after a gap is no event",
                    [source(metrics.successSeconds, first, "120x10 _x20 120x20")],
                    [(1860, event(first, 0)), (2100, last(first, 0))]),
                test(
                    "runs by hand and by schedule add up",
                    [
                        source(metrics.successSeconds, first, "120x60"),
                        source(metrics.successSeconds, first, "_x10 30x60", kind: "manual"),
                    ], [(600, event(first, 1)), (660, event(first, 0))]),
                test(
                    "two exporters show one run once",
                    [
                        source(metrics.successSeconds, first, "120x10 180x60"),
                        source(metrics.successSeconds, first, "120x10 180x60", instance: "b"),
                    ], [(660, event(first, 1)), (720, event(first, 0))]),
                test(
                    "a run that fails is an event", [source(metrics.failureSeconds, first, "_x10 60x60")],
                    [(600, failure(first, 1)), (660, failure(first, 0))]),
                test(
                    "a pipeline that is not in the inventory is not there",
                    [source(metrics.successSeconds, "no_such_pipeline", "120x10 180x60")],
                    [(600, last("no_such_pipeline", nil)), (600, last(first, 0))]),
            ],
        ]
    }

    /// Tests in which Prometheus is away for two hours between any two evaluations; nil without pipelines.
    var absences: Document? {
        guard let first = pipelines.first else { return nil }
        let run = source(metrics.successSeconds, first, "_x10 120x600")
        let failed = source(metrics.failureSeconds, first, "_x10 60x600")
        return [
            "rule_files": [.string(rules)], "evaluation_interval": "2h",
            "tests": [
                test(
                    "a run during an absence of Prometheus is an event, and no other one is", [run],
                    [(7200, event(first, 1)), (14_400, event(first, 0)), (14_400, last(first, 7200))]),
                test(
                    "a failure during an absence of Prometheus is an event", [failed],
                    [(7200, failure(first, 1)), (14_400, failure(first, 0))]),
                test(
                    "no success comes of an absence of Prometheus", [failed],
                    [(7200, last(first, 0)), (28_800, last(first, 0))]),
            ],
        ]
    }

    private func test(
        _ name: String, _ series: [Document], _ checks: [(time: Int, check: (String, Double?))]
    ) -> Document {
        [
            "name": .string(name), "interval": "1m", "input_series": .array(series),
            "promql_expr_test": .array(
                checks.map { time, check in
                    let (expression, value) = check
                    let samples: [Document] =
                        value.map { [["labels": "{}", "value": .number(DocumentNumber($0))]] } ?? []
                    return [
                        "expr": .string(expression),
                        "eval_time": .string(time == 0 ? "0s" : PromQLDuration(seconds: time).description),
                        "exp_samples": .array(samples),
                    ]
                }),
        ]
    }

    private func source(
        _ metric: String, _ pipeline: String, _ values: String, kind: String = "scheduled", instance: String = "a"
    ) -> Document {
        guard let metric = PromQLMetric(named: metric) else { preconditionFailure("\(metric) is a metric") }
        let selector = PromQLSelector(
            metric,
            [
                .equal(PromQLLabel(checked: metrics.pipelineLabel), pipeline),
                .equal(PromQLLabel(checked: metrics.kindLabel), kind), .equal("instance", instance),
            ])
        return ["series": .string(PromQLExpression.selector(selector).rendered()), "values": .string(values)]
    }

    private func value(_ metric: PromQLMetric, _ pipeline: String) -> String {
        PromQLExpression.aggregation(
            .sum, .selector(PromQLSelector(metric, [.equal("pipeline", pipeline)])), .all
        ).rendered()
    }

    private func event(_ pipeline: String, _ value: Double?) -> (String, Double?) {
        (self.value(RecordedSeries.succeeded, pipeline), value)
    }

    private func failure(_ pipeline: String, _ value: Double?) -> (String, Double?) {
        (self.value(RecordedSeries.failed, pipeline), value)
    }

    private func last(_ pipeline: String, _ value: Double?) -> (String, Double?) {
        (self.value(RecordedSeries.lastSuccess, pipeline), value)
    }
}
