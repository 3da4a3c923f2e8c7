import CodeModels
import PipelineModel

/// What a component shows of its work, with its alerts' bounds.
struct ComponentPanels {
    let component: ComponentModel
    let alerts: [AlertModel]

    private static let window = PromQLDuration.minutes(5)

    /// A panel for each signal, in its order.
    var signals: [Panel] { component.signals.map(panel) }

    func panels(where isWanted: (SignalModel) -> Bool) -> [Panel] { component.signals.filter(isWanted).map(panel) }

    /// Metrics that are no signals.
    var others: [Panel] {
        let shown = Set(component.signals.flatMap(\.series).map(\.metric.name))
        return component.metrics.filter { !shown.contains($0.name) }.map(panel)
    }

    private func selector(_ series: SeriesModel) -> PromQLSelector { PromQLSelector(series, of: component.name) }

    private func panel(_ signal: SignalModel) -> Panel {
        switch signal {
        case .errors(let failed, let all):
            let share =
                selector(failed).rate(Self.window).sum(by: "component")
                / selector(all).rate(Self.window).sum(by: "component").filtered(.greater, 0)
            return Panel(
                title: "\(component.name): errors", description: "The share of what it does that fails.",
                kind: .lines, unit: .share, queries: [.init(expression: share, legend: component.name)],
                threshold: threshold("HighErrorRate"))
        case .lag(let series):
            return Panel(
                title: "\(component.name): lag", description: "How far it is behind: \(series.metric.help).",
                kind: .lines, unit: series.metric.unit == .milliseconds ? .milliseconds : .seconds,
                queries: [.init(expression: .selector(selector(series)), legend: legend(series))],
                threshold: threshold("HighLag"))
        case .throughput(let series):
            return Panel(
                title: "\(component.name): throughput", description: "A second: \(series.metric.help).",
                kind: .lines, unit: .perSecond,
                queries: [
                    .init(
                        expression: selector(series).rate(Self.window).sum(by: "component"), legend: component.name)
                ],
                threshold: threshold("LowThroughput"))
        case .idleProcessors(let series):
            let busy = 1 - selector(series).rate(Self.window).average(by: "component", "instance")
            return Panel(
                title: "\(component.name): processors", description: "The share of processor time that is used.",
                kind: .lines, unit: .share, queries: [.init(expression: busy, legend: "{{instance}}")],
                threshold: threshold("HighProcessorUse"))
        case .freeMemory(let free, let all):
            return Panel(
                title: "\(component.name): memory", description: "The share of memory that is free.", kind: .lines,
                unit: .share, queries: [.init(expression: share(free, all), legend: "{{instance}}")],
                threshold: threshold("HighMemoryUse"))
        case .freeDisk(let free, let all):
            return Panel(
                title: "\(component.name): disks", description: "The share of each disk that is free.", kind: .lines,
                unit: .share, queries: [.init(expression: share(free, all), legend: legend(free))],
                threshold: threshold("DiskSpaceLow"))
        }
    }

    private func share(_ part: SeriesModel, _ whole: SeriesModel) -> PromQLExpression {
        .selector(selector(part)) / .selector(selector(whole))
    }

    private func panel(_ metric: MetricModel) -> Panel {
        let selector = PromQLSelector(SeriesModel(metric), of: component.name)
        let own = alerts.first { $0.condition.series.contains { $0.metric == metric } }
        let (expression, unit): (PromQLExpression, Panel.Unit) =
            switch metric.kind {
            case .counter: (selector.rate(Self.window), .perSecond)
            case .timestamp: (.time - PromQLExpression.selector(selector).filtered(.greater, 0), .seconds)
            case .gauge: (.selector(selector), .init(metric.unit))
            }
        return Panel(
            title: metric.name, description: metric.help.prefix(1).uppercased() + metric.help.dropFirst() + ".",
            kind: .lines, unit: unit,
            queries: [.init(expression: expression, legend: legend(SeriesModel(metric)))],
            threshold: own?.condition.threshold)
    }

    private func legend(_ series: SeriesModel) -> String {
        let labels = series.metric.labels.filter { label in !series.labels.contains { $0.label == label } }
        return labels.isEmpty ? "{{instance}}" : labels.map { "{{\($0)}}" }.joined(separator: " ")
    }

    private func threshold(_ alert: String) -> Panel.Threshold? {
        alerts.first { $0.name == alert }?.condition.threshold
    }
}

extension Panel.Unit {
    init(_ unit: MetricModel.Unit) {
        self =
            switch unit {
            case .count: .count
            case .seconds: .seconds
            case .milliseconds: .milliseconds
            case .bytes: .bytes
            case .ratio: .share
            }
    }
}

extension AlertCondition {
    /// Where a panel of what it looks at turns red.
    var threshold: Panel.Threshold? {
        switch self {
        case .failing(_, _, let share, _, _), .inconsistent(let share, _), .busy(_, let share, _):
            Panel.Threshold(value: share.value, isLowerBound: false)
        case .level(_, .above(let value), _): Panel.Threshold(value: value, isLowerBound: false)
        case .level(_, .below(let value), _): Panel.Threshold(value: value, isLowerBound: true)
        case .littleFree(_, _, let share), .poor(let share, _):
            Panel.Threshold(value: share.value, isLowerBound: true)
        case .slow(_, let bound, _): Panel.Threshold(value: Double(bound), isLowerBound: true)
        case .old(_, let seconds), .stale(let seconds): Panel.Threshold(value: Double(seconds), isLowerBound: false)
        case .always, .down, .overdue, .never, .happened, .runFailed, .tooManyFailures, .budgetBurns, .late, .atRisk,
            .unmeasured:
            nil
        }
    }

    /// The series of components that it looks at.
    var series: [SeriesModel] {
        switch self {
        case .failing(let part, let whole, _, _, _), .littleFree(let part, let whole, _): [part, whole]
        case .level(let series, _, _), .busy(let series, _, _), .slow(let series, _, _), .old(let series, _),
            .never(let series), .happened(let series, _), .down(.heartbeat(let series, _), _),
            .down(.gauge(let series), _):
            [series]
        // What another component shows is on that one's dashboard.
        case .overdue, .down(.scrape, _), .down(.unseen, _), .always, .stale, .runFailed, .tooManyFailures,
            .budgetBurns, .late,
            .atRisk, .poor, .inconsistent, .unmeasured:
            []
        }
    }
}
