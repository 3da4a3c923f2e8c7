import BackendInterface
import CodeModels
import PipelineModel

/// A series that Prometheus computes.
struct RecordingRule {
    let name: PromQLMetric
    let expression: PromQLExpression
    var labels: [LabelValue] = []

    var document: Document {
        var fields: [(key: String, value: Document)] = [
            ("record", .string(name.description)), ("expr", .string(expression.rendered())),
        ]
        if !labels.isEmpty { fields.append(("labels", AlertRule.document(of: labels))) }
        return .object(DocumentObject(fields))
    }
}

/// Which pipelines there are. The compiler knows it, so that one that never ran, or was removed, is no riddle.
enum InventoryRules {
    static func rules(_ model: ProjectModel) -> [RecordingRule] {
        model.pipelines.map { pipeline in
            RecordingRule(
                name: RecordedSeries.info, expression: .vector(1),
                labels: [LabelValue("pipeline", pipeline.id), LabelValue("team", pipeline.owner)])
        }
    }
}

/// Makes of an orchestrator's metrics what all alerts of pipelines read, in this order: later rules see the results of
/// earlier ones. An event is a change of the sum of all times, which a restart of the exporter does not repeat, and which
/// the very first run makes too; `increase` sees neither.
struct OrchestratorRules {
    let metrics: RunMetrics

    /// How long a value is carried over a gap of its own.
    private static let carry = PromQLDuration.hours(1)
    /// How long an absence of Prometheus itself is bridged. After a longer one all pipelines are new.
    private static let absence = PromQLDuration.days(7)
    /// As far back as Prometheus looks for a sample, so that the last one before an absence is seen by one step.
    private static let step = PromQLDuration.minutes(5)

    var rules: [RecordingRule] {
        sums(metrics.successSeconds, RecordedSeries.successSum, RecordedSeries.successSeen, RecordedSeries.succeeded)
            + [RecordingRule(name: RecordedSeries.lastSuccess, expression: lastSuccess)]
            + sums(metrics.failureSeconds, RecordedSeries.failureSum, RecordedSeries.failureSeen, RecordedSeries.failed)
    }

    private func sums(
        _ source: String, _ sum: PromQLMetric, _ seen: PromQLMetric, _ event: PromQLMetric
    ) -> [RecordingRule] {
        guard let source = PromQLMetric(named: source) else { preconditionFailure("\(source) is a metric") }
        let pipeline = PromQLLabel(checked: metrics.pipelineLabel)
        let kind = PromQLLabel(checked: metrics.kindLabel)
        let all = PromQLExpression.metric(source).copying(pipeline, to: "pipeline")
        // Several exporters show the same run; several kinds of runs add up.
        let total = PromQLExpression.aggregation(.maximum, all, .by(["pipeline", kind])).sum(by: "pipeline")
        let before = remembered(seen)
        return [
            RecordingRule(name: sum, expression: total),
            RecordingRule(
                name: event, expression: .comparisonValue(.notEqual, .metric(sum), before, nil)),
            RecordingRule(name: seen, expression: known(PromQLExpression.metric(sum).or(before).or(inventory * 0))),
        ]
    }

    /// Starts when a pipeline is first seen, so that a new one has its full time.
    private var lastSuccess: PromQLExpression {
        let now = PromQLExpression.metric(RecordedSeries.succeeded).filtered(.equal, 1) * 0 + .time
        return known(
            now.or(remembered(RecordedSeries.lastSuccess)).or(inventory * 0 + .time))
    }

    /// What a series was before. Where nothing at all was computed lately Prometheus was away: then what it had before that
    /// counts, or every pipeline would seem to have just succeeded. A pipeline that comes back to an inventory is new.
    private func remembered(_ metric: PromQLMetric) -> PromQLExpression {
        let recent = PromQLSelector(metric).last(Self.carry)
        let older = PromQLExpression.overTime(.last, .subquery(.metric(metric), Self.absence, step: Self.step))
        return recent.or(older.unless(recent, .on([])))
    }

    private var inventory: PromQLExpression {
        PromQLExpression.metric(RecordedSeries.info).maximum(by: "pipeline")
    }

    /// Nothing of pipelines that are gone.
    private func known(_ expression: PromQLExpression) -> PromQLExpression {
        expression.and(.metric(RecordedSeries.info), .on("pipeline"))
    }
}

/// When the last deadline of each pipeline was, by the clocks of its zone: PromQL knows no zones.
enum DeadlineRules {
    static func rules(_ alerts: [AlertModel]) -> [RecordingRule] {
        let deadlines = alerts.compactMap(\.deadline)
        var zones: [ClockTableModel] = []
        for (_, deadline) in deadlines where !zones.contains(deadline.zone) { zones.append(deadline.zone) }
        return zones.map { zone in
            RecordingRule(
                name: RecordedSeries.clockOffset, expression: .vector(offset(zone, at: .time)),
                labels: [LabelValue("zone", zone.name)])
        }
            + deadlines.map { pipeline, deadline in
                RecordingRule(
                    name: RecordedSeries.deadlineEstimate, expression: .vector(estimate(deadline)),
                    labels: [LabelValue("pipeline", pipeline), LabelValue("zone", deadline.zone.name)])
            }
            + zones.map { RecordingRule(name: RecordedSeries.deadline, expression: corrected($0)) }
    }

    /// Seconds ahead of UTC, by the compiled table of clock changes.
    private static func offset(_ zone: ClockTableModel, at time: PromQLExpression) -> PromQLExpression {
        zone.changes.reduce(.number(Double(zone.offset))) { sum, change in
            let passed = PromQLExpression.comparisonValue(.greaterOrEqual, time, .number(Double(change.time)), nil)
            let by = PromQLExpression.number(Double(abs(change.by))) * passed
            return change.by < 0 ? sum - by : sum + by
        }
    }

    /// The last time at which clocks showed the deadline, as if they had shown today's offset then.
    private static func estimate(_ deadline: DailyDeadlineModel) -> PromQLExpression {
        let offset = PromQLExpression.call(
            .scalar, [.metric(RecordedSeries.clockOffset, .equal("zone", deadline.zone.name))])
        // Until the end of the day, as the remainder of what is negative would be so too.
        let rest = PromQLExpression.number(Double(86_400 - deadline.hour * 3600 - deadline.minute * 60))
        return .time - .binary(.modulo, .time + offset + rest, 86_400, nil)
    }

    /// The estimate, put right where clocks changed since.
    private static func corrected(_ zone: ClockTableModel) -> PromQLExpression {
        let matcher = PromQLMatcher.equal("zone", zone.name)
        let estimate = PromQLExpression.metric(RecordedSeries.deadlineEstimate, matcher)
        let now = PromQLExpression.metric(RecordedSeries.clockOffset, matcher)
        let then = offset(zone, at: estimate)
        let today = PromQLExpression.binary(.add, estimate, now, .on("zone", many: .left([])))
        guard !zone.changes.isEmpty else { return .binary(.subtract, today, .number(Double(zone.offset)), nil) }
        return today - then
    }
}

extension AlertModel {
    /// The daily deadline that it is about, once for each pipeline.
    fileprivate var deadline: (pipeline: String, DailyDeadlineModel)? {
        guard case .pipeline(let id) = subject, case .late(let deadline) = condition else { return nil }
        return (id, deadline)
    }
}
