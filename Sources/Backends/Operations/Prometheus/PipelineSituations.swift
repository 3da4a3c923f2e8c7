import CodeModels
import PipelineModel

/// Situations in which an alert of a pipeline is there, and those next to them in which it is not.
struct PipelineSituations {
    let pipeline: String
    let holds: Int
    let lingers: Int

    private static let long = 240
    private static let minute = 60

    func of(_ condition: AlertCondition) -> [Situation] {
        switch condition {
        case .stale(let limit): stale(limit)
        case .runFailed(let time): runFailed(time)
        case .tooManyFailures(let count, let time): tooManyFailures(count, time)
        case .budgetBurns(let burn): budgetBurns(burn)
        case .late(let deadline): late(deadline)
        case .atRisk(let deadline, let seconds): atRisk(deadline, seconds)
        case .poor(let share, let time): poor(share, time)
        case .inconsistent(let share, let time): inconsistent(share, time)
        case .unmeasured(let tasks, let time): unmeasured(tasks, time)
        case .always, .down, .failing, .level, .littleFree, .busy, .slow, .old, .overdue, .never, .happened:
            preconditionFailure("a condition of another subject")
        }
    }

    private var identity: [String: String] { ["pipeline": pipeline] }

    private func selector(_ metric: PromQLMetric, _ more: PromQLMatcher...) -> PromQLSelector {
        PromQLSelector(metric, [.equal("pipeline", pipeline)] + more)
    }

    private func other(_ metric: PromQLMetric) -> PromQLSelector {
        PromQLSelector(metric, [.equal("pipeline", pipeline + "_other")])
    }

    private func stale(_ limit: Int) -> [Situation] {
        // The last success lies so far back that its time is up after ten minutes.
        let success = Double(600 - limit)
        let due = 600 + Self.minute + holds
        let metric = RecordedSeries.lastSuccess
        return [
            Situation("the time is up", [SampledSeries(selector(metric), .constant(success, times: Self.long))])
                .isSilent(at: due - Self.minute).fires(at: due, identity),
            Situation(
                "a run succeeds in time",
                [
                    SampledSeries(
                        selector(metric), .constant(success, times: 8),
                        .constant(Double(480), times: Self.long))
                ]
            ).isSilent(at: min(due, 480 + limit)),
            Situation(
                "another pipeline is late, and this one is gone",
                [
                    SampledSeries(other(metric), .constant(success, times: Self.long)),
                    SampledSeries(selector(metric), .constant(success, times: 5), .stale),
                ]
            ).isSilent(at: due),
            Situation("the pipeline is new", [SampledSeries(selector(metric), .constant(0, times: Self.long))])
                .isSilent(at: min(due, limit / Self.minute * Self.minute)),
            Situation("nothing is seen", []).isSilent(at: due),
        ]
    }

    private func runFailed(_ time: Int) -> [Situation] {
        let metric = RecordedSeries.failed
        let failure = 600
        return [
            Situation(
                "a run fails",
                [
                    SampledSeries(
                        selector(metric), .constant(0, times: 10), .constant(1, times: 1),
                        .constant(0, times: Self.long))
                ]
            ).isSilent(at: failure - Self.minute).fires(at: failure, identity)
                .fires(at: failure + time + lingers - Self.minute, identity)
                .isSilent(at: failure + time + lingers + Self.minute),
            Situation(
                "a run of another pipeline fails", [SampledSeries(other(metric), .constant(1, times: Self.long))]
            ).isSilent(at: failure),
            Situation(
                "it failed before its series was lost",
                [SampledSeries(selector(metric), .constant(1, times: 1), .stale)]
            ).isSilent(at: time + lingers + 2 * Self.minute),
            Situation("nothing is seen", []).isSilent(at: failure),
        ]
    }

    private func tooManyFailures(_ count: Int, _ time: Int) -> [Situation] {
        let metric = RecordedSeries.failed
        let step = max(time / 24 / Self.minute * Self.minute, Self.minute)
        return [
            Situation(
                "one run more fails than may",
                [
                    SampledSeries(
                        selector(metric), .constant(1, times: count + 1), .constant(0, times: Self.long))
                ]
            ).isSilent(at: max(count - 1, 0) * Self.minute + (count == 0 ? -Self.minute : 0))
                .fires(at: count * Self.minute, identity),
            Situation(
                "as many runs fail as may",
                [
                    SampledSeries(
                        selector(metric), .constant(0, times: 1),
                        count == 0 ? .constant(0, times: 1) : .constant(1, times: count),
                        .constant(0, times: Self.long))
                ]
            ).isSilent(at: (count + 2) * Self.minute),
            Situation(
                "the first failure is forgotten", step: step,
                [SampledSeries(selector(metric), .constant(1, times: count + 1), .constant(0, times: 40))]
            ).fires(at: time - step, identity).isSilent(at: time + step),
            Situation("nothing is seen", []).isSilent(at: 600),
        ]
    }

    private func budgetBurns(_ burn: BurnModel) -> [Situation] {
        let failed = RecordedSeries.failed
        let least = burn.leastFailures
        // So many runs of which `least` failed are just above the pace.
        let most = Int(Double(least) / burn.failures)
        func runs(_ successes: Int) -> [SampledSeries] {
            [
                SampledSeries(
                    selector(failed), .constant(0, times: 1), .constant(1, times: least), .constant(0, times: Self.long)
                ),
                SampledSeries(
                    selector(RecordedSeries.succeeded), .constant(Double(successes), times: 1),
                    .constant(0, times: Self.long)),
            ]
        }
        let told = least * Self.minute
        let shortStep = max(burn.short / 20 / Self.minute * Self.minute, Self.minute)
        let longStep = max(burn.long / 24 / Self.minute * Self.minute, Self.minute)
        return [
            Situation("failures are a little more than the pace", runs(most - least - 1))
                .isSilent(at: told - Self.minute).fires(at: told, identity),
            Situation("failures are a little less than the pace", runs(most - least + 1)).isSilent(at: told),
            Situation(
                "no run has ever succeeded",
                [SampledSeries(selector(failed), .constant(1, times: least), .constant(0, times: Self.long))]
            ).isSilent(at: (least - 2) * Self.minute).fires(at: (least - 1) * Self.minute, identity),
            Situation(
                "it has recovered", step: shortStep,
                [SampledSeries(selector(failed), .constant(1, times: least), .constant(0, times: 60))]
            ).fires(at: burn.short, identity).isSilent(at: burn.short + (least + 1) * shortStep),
            Situation(
                "old failures are forgotten", step: longStep,
                [
                    SampledSeries(
                        selector(failed), .constant(1, times: least),
                        .constant(0, times: burn.long / longStep - least - 1),
                        .constant(1, times: 1), .constant(0, times: 1), .constant(1, times: 1), .constant(0, times: 40))
                ]
            ).isSilent(at: burn.long + (least + 2) * longStep),
            Situation("nothing is seen", []).isSilent(at: told),
        ]
    }

    private func deadline(_ time: Int) -> SampledSeries {
        SampledSeries(
            selector(RecordedSeries.deadline, .equal("zone", "UTC")), .constant(Double(time), times: Self.long))
    }

    private func success(_ time: Int) -> SampledSeries {
        SampledSeries(selector(RecordedSeries.lastSuccess), .constant(Double(time), times: Self.long))
    }

    private func late(_ deadline: DailyDeadlineModel) -> [Situation] {
        [
            Situation("the last success was for the day before", [self.deadline(0), success(-deadline.lead - 1)])
                .fires(at: 600, identity),
            Situation("the run succeeded", [self.deadline(0), success(-deadline.lead)]).isSilent(at: 600),
            Situation("nothing is seen", []).isSilent(at: 600),
        ]
    }

    private func atRisk(_ deadline: DailyDeadlineModel, _ seconds: Int) -> [Situation] {
        // The next deadline is so far away that the time for the warning comes after ten minutes.
        let next = seconds + 600
        let last = self.deadline(next - 86_400)
        return [
            Situation("the time for the warning comes", [last, success(next - deadline.lead - 1)])
                .isSilent(at: 600 - Self.minute).fires(at: 600, identity),
            Situation("the run succeeded", [last, success(next - deadline.lead)]).isSilent(at: 600),
            Situation("nothing is seen", []).isSilent(at: 600),
        ]
    }

    private func result(_ metric: MetricModel) -> (selector: PromQLSelector, told: [String: String]) {
        let labels = metric.labels.map { ($0, $0 == "dag_id" ? pipeline : "some") }
        return (
            PromQLSelector(metric, labels.map { .equal(PromQLLabel(checked: $0.0), $0.1) }),
            Dictionary(uniqueKeysWithValues: labels.filter { $0.0 != "dag_id" })
        )
    }

    private func poor(_ share: ShareModel, _ time: Int) -> [Situation] {
        results(
            JobMetrics.quality, bad: Double(share.millionths - 1) / 1_000_000, good: share.value, time,
            "a check finds fewer than \(share.text) right", "a check finds \(share.text) right")
    }

    private func inconsistent(_ share: ShareModel, _ time: Int) -> [Situation] {
        results(
            JobMetrics.discrepancy, bad: Double(share.millionths + 1) / 1_000_000, good: share.value, time,
            "layers differ by more than \(share.text)", "layers differ by \(share.text)")
    }

    private func results(
        _ metric: MetricModel, bad: Double, good: Double, _ time: Int, _ badName: String, _ goodName: String
    ) -> [Situation] {
        let (selector, told) = result(metric)
        let step = max(time / 24 / Self.minute * Self.minute, Self.minute)
        return [
            Situation(badName, [SampledSeries(selector, .constant(bad, times: 1), .stale)])
                .fires(at: 0, told).fires(at: 1200, told),
            Situation(goodName, [SampledSeries(selector, .constant(good, times: Self.long))]).isSilent(at: 1200),
            Situation(
                "the next run is well",
                [SampledSeries(selector, .constant(bad, times: 5), .constant(good, times: Self.long))]
            ).fires(at: 240, told).isSilent(at: 300),
            Situation(
                "the result is forgotten", step: step, [SampledSeries(selector, .constant(bad, times: 1), .stale)]
            ).fires(at: time - step, told).isSilent(at: time + step),
            Situation("nothing is seen", []).isSilent(at: 1200),
        ]
    }

    private func unmeasured(_ tasks: [String], _ time: Int) -> [Situation] {
        let succeeds = SampledSeries(selector(RecordedSeries.succeeded), .constant(1, times: Self.long))
        func left(_ tasks: [String], at moment: Int) -> [SampledSeries] {
            tasks.map { task in
                let selector = PromQLSelector(
                    JobMetrics.lastRun, [.equal("dag_id", pipeline), .equal("task_id", task)])
                return SampledSeries(selector, .constant(Double(moment), times: Self.long))
            }
        }
        return [
            Situation("runs succeed, and nothing is left", [succeeds]).isSilent(at: holds - Self.minute)
                .fires(at: holds, identity),
            Situation("every task leaves a result", [succeeds] + left(tasks, at: 0)).isSilent(at: holds + 600),
            Situation("results are old", [succeeds] + left(tasks, at: 600 - time)).isSilent(at: 540 + holds)
                .fires(at: 600 + holds, identity),
            Situation("one task leaves none", [succeeds] + left(Array(tasks.dropLast()), at: 0))
                .fires(at: holds, identity),
            Situation(
                "the last success is long ago", step: max(time / 24 / Self.minute * Self.minute, Self.minute),
                [
                    SampledSeries(
                        selector(RecordedSeries.succeeded), .constant(1, times: 1), .constant(0, times: 40))
                ]
            ).isSilent(at: time + max(time / 24 / Self.minute * Self.minute, Self.minute)),
            Situation("no run has succeeded", []).isSilent(at: holds + 600),
        ]
    }
}
