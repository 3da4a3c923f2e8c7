import CodeModels
import PipelineModel

/// What Prometheus is asked for an alert: series come back as long as its condition holds.
enum AlertExpression {
    static func of(_ alert: AlertModel) -> PromQLExpression {
        switch alert.subject {
        case .component(let name): ComponentExpression(component: name).of(alert.condition)
        case .pipeline(let id): PipelineExpression(pipeline: id).of(alert.condition)
        case .monitoring: .vector(1)
        }
    }
}

/// Conditions of components.
struct ComponentExpression {
    let component: String

    func of(_ condition: AlertCondition) -> PromQLExpression {
        switch condition {
        case .down(let liveness, let instances): return down(liveness, instances)
        case .failing(let part, let whole, let share, let time, let least):
            let failed = selector(part)
            let all = selector(whole).rate(.seconds(time)).sum(by: "component").filtered(.greater, 0)
            let ratio = failed.rate(.seconds(time)).sum(by: "component") / all
            return ratio.filtered(.greater, .number(share.value))
                .and(
                    failed.increase(.seconds(time)).sum(by: "component")
                        .filtered(.greaterOrEqual, .number(Double(least))))
        case .level(let series, .above(let bound), let time):
            return selector(series).minimum(.seconds(time)).filtered(.greater, .number(bound))
        case .level(let series, .below(let bound), let time):
            return PromQLExpression.overTime(.maximum, selector(series).over(.seconds(time)))
                .filtered(.less, .number(bound))
        case .littleFree(let free, let all, let share):
            return (.selector(selector(free)) / .selector(selector(all))).filtered(.less, .number(share.value))
        case .busy(let idle, let share, let time):
            let rest = selector(idle).rate(.seconds(time)).average(by: "component", "instance")
            return (1 - rest).filtered(.greater, .number(share.value))
        case .slow(let series, let bound, let time):
            return orNothing(selector(series).rate(.seconds(time)).sum(by: "component"))
                .filtered(.less, .number(Double(bound)))
        case .old(let series, let seconds):
            return (.time - PromQLExpression.selector(selector(series)).filtered(.greater, 0))
                .filtered(.greater, .number(Double(seconds)))
        case .overdue(let series, let owner, let seconds):
            let age = .time - PromQLExpression.selector(PromQLSelector(series, of: owner))
            let fresh = age.filtered(.less, .number(Double(seconds)))
            // A vector that is always there, or a backup that never was would be silent.
            let subject = series.labels.reduce(PromQLExpression.vector(1)) {
                $0.labelled(PromQLLabel(checked: $1.label), $1.value)
            }
            return subject.unless(fresh, .on([]))
        case .never(let series): return PromQLExpression.selector(selector(series)).filtered(.equal, 0)
        case .happened(let series, let time): return happened(selector(series), .seconds(time))
        case .always, .stale, .runFailed, .tooManyFailures, .budgetBurns, .late, .atRisk, .poor, .inconsistent,
            .unmeasured:
            preconditionFailure("a condition of another subject")
        }
    }

    private func selector(_ series: SeriesModel) -> PromQLSelector { PromQLSelector(series, of: component) }

    /// Zero where there is no series at all, which is why alerts do not go silent with what they watch.
    private func orNothing(_ expression: PromQLExpression) -> PromQLExpression {
        expression.or(.vector(0).labelled("component", component))
    }

    private func down(_ liveness: LivenessModel, _ instances: Int) -> PromQLExpression {
        switch liveness {
        case .scrape, .unseen:
            return fewer(than: instances, alive: PromQLSelector("up", [.equal("component", component)]))
        case .gauge(let series): return fewer(than: instances, alive: selector(series))
        case .heartbeat(let series, let seconds):
            // Several instances beat as one where what they send names no process.
            let grows = selector(series).increase(.seconds(seconds)).sum(by: "component").filtered(.greater, 0)
            return PromQLExpression.vector(1).labelled("component", component).unless(grows)
        }
    }

    private func fewer(than instances: Int, alive selector: PromQLSelector) -> PromQLExpression {
        orNothing(PromQLExpression.selector(selector).filtered(.equal, 1).count(by: "component"))
            .filtered(.less, .number(Double(instances)))
    }

    /// A counter that grows, or one that is there for the first time: many are born with their first event. What was
    /// there when its target was first read may have happened long ago.
    private func happened(_ selector: PromQLSelector, _ time: PromQLDuration) -> PromQLExpression {
        var before = selector
        before.offset = time
        return selector.increase(time).filtered(.greater, 0)
            .or(
                PromQLExpression.selector(selector).filtered(.greater, 0).unless(.selector(before))
                    .and(.selector(PromQLSelector("up", offset: time)), .on("instance")))
    }
}

/// Conditions of pipelines.
struct PipelineExpression {
    let pipeline: String

    func of(_ condition: AlertCondition) -> PromQLExpression {
        switch condition {
        case .stale(let limit):
            return (.time - series(RecordedSeries.lastSuccess)).filtered(.greater, .number(Double(limit)))
        case .runFailed(let time): return events(RecordedSeries.failed, time).filtered(.greater, 0)
        case .tooManyFailures(let count, let time):
            return events(RecordedSeries.failed, time).filtered(.greater, .number(Double(count)))
        case .budgetBurns(let burn):
            return failures(burn.short).filtered(.greater, .number(burn.failures))
                .and(failures(burn.long).filtered(.greater, .number(burn.failures)))
                .and(
                    events(RecordedSeries.failed, burn.long)
                        .filtered(.greaterOrEqual, .number(Double(burn.leastFailures))))
        case .late(let deadline): return lastSuccess.filtered(.less, self.deadline - .number(Double(deadline.lead)))
        case .atRisk(let deadline, let seconds):
            let next = self.deadline + 86_400
            return (next - .time).filtered(.lessOrEqual, .number(Double(seconds)))
                .and(lastSuccess.filtered(.less, next - .number(Double(deadline.lead))))
        case .poor(let share, let time):
            return results(JobMetrics.quality, time).filtered(.less, .number(share.value))
        case .inconsistent(let share, let time):
            return results(JobMetrics.discrepancy, time).filtered(.greater, .number(share.value))
        case .unmeasured(let tasks, let time): return unmeasured(tasks, time)
        case .always, .down, .failing, .level, .littleFree, .busy, .slow, .old, .overdue, .never, .happened:
            preconditionFailure("a condition of another subject")
        }
    }

    private func selector(_ metric: PromQLMetric) -> PromQLSelector {
        PromQLSelector(metric, [.equal("pipeline", pipeline)])
    }

    private func series(_ metric: PromQLMetric) -> PromQLExpression { .selector(selector(metric)) }

    private func events(_ metric: PromQLMetric, _ time: Int) -> PromQLExpression {
        selector(metric).sum(.seconds(time))
    }

    private var lastSuccess: PromQLExpression { series(RecordedSeries.lastSuccess).maximum(by: "pipeline") }

    private var deadline: PromQLExpression { series(RecordedSeries.deadline).maximum(by: "pipeline") }

    /// The share of runs that failed. Before the first success there is no series of successes.
    private func failures(_ time: Int) -> PromQLExpression {
        let failed = events(RecordedSeries.failed, time)
        return failed / (failed + events(RecordedSeries.succeeded, time).or(failed * 0))
    }

    private func results(_ metric: MetricModel, _ time: Int) -> PromQLExpression {
        let labels = metric.labels.filter { $0 != "dag_id" }.map(PromQLLabel.init(checked:))
        return .aggregation(
            .maximum, PromQLSelector(metric, [.equal("dag_id", pipeline)]).last(.seconds(time)), .by(labels))
    }

    /// Runs succeeded, and not each of the tasks has left a result since.
    private func unmeasured(_ tasks: [String], _ time: Int) -> PromQLExpression {
        let left = PromQLSelector(
            JobMetrics.lastRun, [.equal("dag_id", pipeline), .matches("task_id", .oneOf(tasks))]
        ).last(.seconds(time))
        let recent = (.time - left.maximum(by: "dag_id", "task_id")).filtered(.less, .number(Double(time)))
        let measured = recent.copying("dag_id", to: "pipeline").count(by: "pipeline")
            .filtered(.greaterOrEqual, .number(Double(tasks.count)))
        return events(RecordedSeries.succeeded, time).filtered(.greater, 0).unless(measured, .on("pipeline"))
    }
}
