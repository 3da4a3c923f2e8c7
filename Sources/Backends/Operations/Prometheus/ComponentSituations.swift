import CodeModels
import PipelineModel

/// Situations in which an alert of a component is there, and those next to them in which it is not.
struct ComponentSituations {
    let component: String
    let holds: Int
    let lingers: Int

    /// Long after all else, in samples.
    private static let long = 240
    private static let minute = 60

    func of(_ condition: AlertCondition) -> [Situation] {
        switch condition {
        case .down(.heartbeat(let series, let seconds), _): heartbeat(series, seconds)
        case .down(let liveness, let instances): down(liveness, instances)
        case .failing(let part, let whole, let share, let time, let least): failing(part, whole, share, time, least)
        case .level(let series, let bound, let time): level(series, bound, time)
        case .littleFree(let free, let all, let share): littleFree(free, all, share)
        case .busy(let idle, let share, _): busy(idle, share)
        case .slow(let series, let bound, let time): slow(series, bound, time)
        case .old(let series, let seconds): old(series, seconds)
        case .overdue(let series, let owner, let seconds): overdue(series, of: owner, seconds)
        case .never(let series): never(series)
        case .happened(let series, let time): happened(series, time)
        case .always, .stale, .runFailed, .tooManyFailures, .budgetBurns, .late, .atRisk, .poor, .inconsistent,
            .unmeasured:
            preconditionFailure("a condition of another subject")
        }
    }

    // Labels of every series of a metric, in tests: what the target adds, and some value of each label.

    private func labels(_ series: SeriesModel, instance: String = "a:1") -> [(PromQLLabel, String)] {
        let own = series.metric.labels.map { label in
            (PromQLLabel(checked: label), series.labels.first { $0.label == label }?.value ?? series.other(label))
        }
        return [("component", component), ("instance", instance)] + own
    }

    private func selector(_ series: SeriesModel, instance: String = "a:1") -> PromQLSelector {
        PromQLSelector(series.metric, labels(series, instance: instance).map { .equal($0.0, $0.1) })
    }

    private func told(_ series: SeriesModel) -> [String: String] {
        Dictionary(uniqueKeysWithValues: labels(series).map { ($0.0.description, $0.1) })
    }

    private var identity: [String: String] { ["component": component] }

    private func down(_ liveness: LivenessModel, _ instances: Int) -> [Situation] {
        func selector(_ index: Int) -> PromQLSelector {
            let instance = "\(index):1"
            if case .gauge(let series) = liveness { return self.selector(series, instance: instance) }
            return PromQLSelector("up", [.equal("component", component), .equal("instance", instance)])
        }
        let rest = (1..<instances).map { SampledSeries(selector($0), .constant(1, times: Self.long)) }
        let dies = SampledSeries(selector(instances), .constant(1, times: 5), .constant(0, times: Self.long))
        let stays = SampledSeries(selector(instances), .constant(1, times: Self.long))
        let begin = 300
        let back = begin + holds / Self.minute * Self.minute + 600
        return [
            Situation("one of \(instances) dies", rest + [dies]).isSilent(at: begin + holds - Self.minute)
                .fires(at: begin + holds, identity),
            Situation("all live", rest + [stays]).isSilent(at: begin + 2 * holds),
            Situation("none was ever seen", []).isSilent(at: holds - Self.minute).fires(at: holds, identity),
            Situation(
                "one has left", rest + [SampledSeries(selector(instances), .constant(1, times: 5), .stale)]
            ).fires(at: begin + holds, identity),
            Situation(
                "one comes back",
                rest + [
                    SampledSeries(
                        selector(instances), .constant(1, times: 5), .constant(0, times: holds / Self.minute + 10),
                        .constant(1, times: Self.long))
                ]
            ).fires(at: back - Self.minute, identity).fires(at: back + lingers - Self.minute, identity)
                .isSilent(at: back + lingers + Self.minute),
        ]
    }

    private func heartbeat(_ series: SeriesModel, _ seconds: Int) -> [Situation] {
        let beats = selector(series)
        let end = 600
        // The last growth is in the window for as long as it takes.
        let silent = end + seconds
        let pause = (seconds + holds) / Self.minute + 10
        let back = end + (pause + 1) * Self.minute
        return [
            Situation(
                "its heart stops",
                [SampledSeries(beats, .growing(from: 0, by: 1, times: 11), .constant(10, times: Self.long))]
            ).isSilent(at: silent - 2 * Self.minute + holds).fires(at: silent + holds, identity),
            Situation(
                "it starts anew",
                [SampledSeries(beats, .growing(from: 5, by: 1, times: 10), .growing(from: 0, by: 1, times: Self.long))]
            ).isSilent(at: end + seconds + holds),
            Situation(
                "it beats slowly", [SampledSeries(beats, .growing(from: 0, by: 0.4, times: Self.long))]
            ).isSilent(at: end + seconds + holds),
            Situation("it was never seen", []).fires(at: holds, identity),
            Situation(
                "its heart beats again",
                [
                    SampledSeries(
                        beats, .growing(from: 0, by: 1, times: 11), .constant(10, times: pause),
                        .growing(from: 11, by: 1, times: Self.long))
                ]
            ).fires(at: back - Self.minute, identity).fires(at: back + lingers - Self.minute, identity)
                .isSilent(at: back + lingers + Self.minute),
        ]
    }

    private func failing(
        _ part: SeriesModel, _ whole: SeriesModel, _ share: ShareModel, _ time: Int, _ least: Int
    ) -> [Situation] {
        func load(failed: Double, of all: Double) -> [SampledSeries] {
            [
                SampledSeries(selector(part), .growing(from: 0, by: failed, times: Self.long)),
                SampledSeries(selector(whole), .growing(from: 0, by: all, times: Self.long)),
            ]
        }
        // All that is done fails, so that only the number counts.
        func failures(_ count: Int, upTo value: Int) -> [SampledSeries] {
            [part, whole].map { series in
                SampledSeries(
                    selector(series), .growing(from: 0, by: 1, times: count), .constant(Double(value), times: Self.long)
                )
            }
        }
        let all = 1_000_000.0
        let late = time + holds + 600
        let begin = least * Self.minute
        return [
            Situation("as many fail as are enough to tell", failures(least + 1, upTo: least))
                .isSilent(at: begin - Self.minute + holds).fires(at: begin + holds, identity),
            Situation("a little more than \(share.text) fails", load(failed: share.value * all * 1.01, of: all))
                .fires(at: late, identity),
            Situation("a little less than \(share.text) fails", load(failed: share.value * all * 0.99, of: all))
                .isSilent(at: late),
            Situation(
                "one less fails than is enough to tell", failures(max(least - 1, 1), upTo: max(least - 2, 0))
            ).isSilent(at: begin + holds + 120),
            Situation("nothing is done", load(failed: 0, of: 0)).isSilent(at: late),
            Situation(
                "its counters start anew",
                [
                    SampledSeries(selector(part), .constant(1e6, times: 30), .constant(0, times: Self.long)),
                    SampledSeries(
                        selector(whole), .growing(from: 1e9, by: all, times: 30),
                        .growing(from: 0, by: all, times: Self.long)),
                ]
            ).isSilent(at: late + 600),
            Situation("it is not seen", []).isSilent(at: late),
        ]
    }

    private func level(_ series: SeriesModel, _ bound: LevelBound, _ time: Int) -> [Situation] {
        let (limit, beyond): (Double, Double) =
            switch bound {
            case .above(let value): (value, value + max(abs(value) / 100, 0.001))
            case .below(let value): (value, value - max(abs(value) / 100, 0.001))
            }
        let selector = selector(series)
        let told = told(series)
        let dip = 600
        return [
            Situation("it is beyond the bound", [SampledSeries(selector, .constant(beyond, times: Self.long))])
                .isSilent(at: holds - Self.minute).fires(at: holds, told),
            Situation("it is at the bound", [SampledSeries(selector, .constant(limit, times: Self.long))])
                .isSilent(at: time + holds + 600),
            Situation(
                "it is well for a moment",
                [
                    SampledSeries(
                        selector, .constant(beyond, times: dip / Self.minute), .constant(limit, times: 1),
                        .constant(beyond, times: Self.long))
                ]
            ).isSilent(at: dip + max(time - Self.minute, 0))
                .isSilent(at: max(dip + time + holds - 2 * Self.minute, dip))
                .fires(at: dip + time + holds + Self.minute, told),
            Situation("it is gone", [SampledSeries(selector, .constant(beyond, times: 1), .stale)])
                .isSilent(at: time + holds + 600),
            Situation("it was never seen", []).isSilent(at: time + holds + 600),
        ]
    }

    private func littleFree(_ free: SeriesModel, _ all: SeriesModel, _ share: ShareModel) -> [Situation] {
        func room(_ millionths: Int) -> [SampledSeries] {
            [
                SampledSeries(selector(free), .constant(Double(millionths), times: Self.long)),
                SampledSeries(selector(all), .constant(1_000_000, times: Self.long)),
            ]
        }
        let late = holds + 1200
        return [
            Situation("a little less than \(share.text) is free", room(share.millionths - 1))
                .isSilent(at: holds - Self.minute).fires(at: holds, told(free)),
            Situation("\(share.text) is free", room(share.millionths)).isSilent(at: late),
            Situation("it is not seen", []).isSilent(at: late),
        ]
    }

    private func busy(_ idle: SeriesModel, _ share: ShareModel) -> [Situation] {
        func load(_ busy: Double) -> [SampledSeries] {
            [SampledSeries(selector(idle), .growing(from: 0, by: 60 * (1 - busy), times: Self.long))]
        }
        let told = ["component": component, "instance": "a:1"]
        let late = holds + 1200
        return [
            Situation("a little more than \(share.text) is busy", load(share.value + 0.002))
                .isSilent(at: holds).fires(at: holds + 2 * Self.minute, told),
            Situation("a little less than \(share.text) is busy", load(share.value - 0.002)).isSilent(at: late),
            Situation("it is not seen", []).isSilent(at: late),
        ]
    }

    private func slow(_ series: SeriesModel, _ bound: Int, _ time: Int) -> [Situation] {
        func load(_ perSecond: Double) -> [SampledSeries] {
            [SampledSeries(selector(series), .growing(from: 0, by: perSecond * 60, times: Self.long))]
        }
        let late = time + holds + 600
        let bound = Double(bound)
        return [
            Situation("a little less is done than \(bound) a second", load(bound * 0.99)).fires(at: late, identity),
            Situation("a little more is done than \(bound) a second", load(bound * 1.01)).isSilent(at: late),
            Situation("nothing is seen", []).isSilent(at: holds - Self.minute).fires(at: holds, identity),
            Situation(
                "its counter starts anew",
                [
                    SampledSeries(
                        selector(series), .growing(from: 1e9, by: bound * 120, times: 30),
                        .growing(from: 0, by: bound * 120, times: Self.long))
                ]
            ).isSilent(at: late),
        ]
    }

    private func old(_ series: SeriesModel, _ seconds: Int) -> [Situation] {
        let told = told(series)
        let start = seconds + 600
        return [
            Situation(
                "it happened once", step: Self.minute,
                [SampledSeries(selector(series), .constant(600, times: start / Self.minute + Self.long))]
            ).isSilent(at: start + holds).fires(at: start + Self.minute + holds, told),
            Situation(
                "it never happened", [SampledSeries(selector(series), .constant(0, times: start / 60 + Self.long))]
            ).isSilent(at: start + holds + 600),
            Situation("it is not seen", []).isSilent(at: start + holds + 600),
        ]
    }

    private func overdue(_ series: SeriesModel, of owner: String, _ seconds: Int) -> [Situation] {
        let shown = PromQLSelector(
            series.metric,
            [.equal("component", owner), .equal("instance", "a:1")]
                + series.labels.map { .equal(PromQLLabel(checked: $0.label), $0.value) })
        let told = Dictionary(uniqueKeysWithValues: series.labels.map { ($0.label, $0.value) })
        // Of weeks, minutes are too many to look at.
        let step = holds < 36_000 ? Self.minute : 3600
        let round = { (time: Int) in (time + step - 1) / step * step }
        let due = round(round(step + seconds) + holds)
        let samples = due / step + 1
        return [
            Situation("it happened once", step: step, [SampledSeries(shown, .constant(Double(step), times: samples))])
                .isSilent(at: due - step).fires(at: due, told),
            Situation(
                "it happens again and again", step: step,
                [SampledSeries(shown, .growing(from: 0, by: Double(step), times: samples))]
            ).isSilent(at: due),
            Situation("it was never seen", step: step, []).isSilent(at: round(holds) - step)
                .fires(at: round(holds), told),
        ]
    }

    private func never(_ series: SeriesModel) -> [Situation] {
        [
            Situation("it never happened", [SampledSeries(selector(series), .constant(0, times: Self.long))])
                .isSilent(at: holds - Self.minute).fires(at: holds, told(series)),
            Situation("it happened", [SampledSeries(selector(series), .constant(1, times: Self.long))])
                .isSilent(at: holds + 600),
            Situation("it is not seen", []).isSilent(at: holds + 600),
        ]
    }

    private func happened(_ series: SeriesModel, _ time: Int) -> [Situation] {
        let told = told(series)
        let begin = time + 600
        let end = begin + time
        let before = begin / Self.minute
        let isRead = SampledSeries(
            PromQLSelector("up", [.equal("component", component), .equal("instance", "a:1")]),
            .constant(1, times: before + Self.long))
        return [
            Situation(
                "it happens",
                [SampledSeries(selector(series), .constant(3, times: before), .constant(4, times: Self.long)), isRead]
            ).isSilent(at: begin - Self.minute).fires(at: begin + Self.minute + holds, told)
                .fires(at: end + lingers - 2 * Self.minute, told)
                .isSilent(at: end + lingers + 2 * Self.minute),
            Situation(
                "it happens for the first time",
                [SampledSeries(selector(series), .missing(times: before), .constant(1, times: Self.long)), isRead]
            ).fires(at: begin + Self.minute + holds, told)
                .isSilent(at: end + lingers + 2 * Self.minute),
            Situation(
                "it had happened when it was first read",
                [SampledSeries(selector(series), .constant(3, times: Self.long)), isRead]
            ).isSilent(at: holds + Self.minute),
            Situation(
                "its counter starts anew",
                [SampledSeries(selector(series), .constant(5, times: 10), .constant(0, times: Self.long))]
            ).isSilent(at: begin + Self.minute + holds),
            Situation("it is not seen", []).isSilent(at: begin + holds),
        ]
    }
}

extension SeriesModel {
    /// Some value of a label that the series may have.
    fileprivate func other(_ label: String) -> String {
        var value = "some"
        while excluded.contains(LabelValue(label, value)) { value += " other" }
        return value
    }
}
