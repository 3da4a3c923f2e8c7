import CodeModels
import PipelineModel

/// Every dashboard of an environment, from what its components show and its pipelines promise.
struct Dashboards {
    let model: ProjectModel
    let operations: OperationsModel
    private let components: [ComponentPanels]

    init(model: ProjectModel, operations: OperationsModel) {
        self.model = model
        self.operations = operations
        var alerts: [String: [AlertModel]] = [:]
        for alert in model.alerts {
            if case .component(let name) = alert.subject { alerts[name, default: []].append(alert) }
        }
        components = operations.components.map { ComponentPanels(component: $0, alerts: alerts[$0.name] ?? []) }
    }

    var all: [Dashboard] {
        [overview, executive, operational, technical, consistency, pipelines]
            + teams.map(team) + components.filter { !$0.component.metrics.isEmpty }.map(component)
    }

    private var teams: [String] { Set(model.pipelines.map(\.owner)).sorted() }

    /// The one bound of a promise, where all pipelines have the same.
    private func threshold(_ name: String, of pipelines: [String]? = nil) -> Panel.Threshold? {
        let wanted = pipelines.map(Set.init)
        var common: Panel.Threshold?
        for alert in model.alerts where alert.name == name && wanted?.contains(alert.subject.name ?? "") ?? true {
            guard let threshold = alert.condition.threshold else { continue }
            if let common, common != threshold { return nil }
            common = threshold
        }
        return common
    }

    private func panels(_ isWanted: (SignalModel) -> Bool) -> [Panel] {
        components.flatMap { $0.panels(where: isWanted) }
    }

    private var throughputs: [Panel] { panels { if case .throughput = $0 { true } else { false } } }
    private var lags: [Panel] { panels { if case .lag = $0 { true } else { false } } }
    private var errors: [Panel] { panels { if case .errors = $0 { true } else { false } } }
    private var resources: [Panel] {
        panels { signal in
            switch signal {
            case .idleProcessors, .freeMemory, .freeDisk: true
            case .errors, .lag, .throughput: false
            }
        }
    }

    /// Which components live.
    private var health: Panel {
        return Panel(
            title: "Components", description: "Targets that answer, by component.", kind: .states, unit: .flag,
            queries: [
                .init(
                    expression: .aggregation(
                        .minimum, .selector(PromQLSelector("up", [.matches("component", .anything)])),
                        .by(["component"])),
                    legend: "{{component}}")
            ])
    }

    private var overview: Dashboard {
        let pipelines = PipelinePanels.all
        return Dashboard(
            uid: "dagc-overview", title: "Overview", description: "How the platform is, on one page.",
            rows: [
                .init(
                    title: "Now", panels: [pipelines.promises, pipelines.successRate, pipelines.runs, pipelines.firing]),
                .init(title: "Health", panels: [health] + resources),
                .init(title: "Ingestion rate", panels: throughputs),
                .init(title: "Processing lag", panels: lags + [pipelines.age]),
                .init(title: "Data quality", panels: [pipelines.quality(threshold("QualityDegraded"))]),
            ], alerts: [])
    }

    private var executive: Dashboard {
        let pipelines = PipelinePanels.all
        return Dashboard(
            uid: "dagc-executive", title: "Executive", description: "Whether promises are kept.",
            rows: [
                .init(title: "Promises", panels: [pipelines.promises, pipelines.successRate, pipelines.runs]),
                .init(
                    title: "Data",
                    panels: [
                        pipelines.quality(threshold("QualityDegraded")),
                        pipelines.discrepancy(threshold("ReconciliationDiscrepancy")),
                    ]),
            ], from: "now-30d", alerts: [.equal("severity", "critical")])
    }

    private var operational: Dashboard {
        let pipelines = PipelinePanels.all
        return Dashboard(
            uid: "dagc-operational", title: "Operational", description: "What runs, what fails, and what is short.",
            rows: [
                .init(title: "Alerts", panels: [pipelines.firing]),
                .init(
                    title: "Pipelines",
                    panels: [pipelines.failures, pipelines.age, pipelines.durations, pipelines.results]),
                .init(title: "Errors", panels: errors), .init(title: "Resources", panels: resources),
                .init(title: "Throughput", panels: throughputs),
            ], alerts: [])
    }

    /// What no other dashboard shows, of every component.
    private var technical: Dashboard {
        Dashboard(
            uid: "dagc-technical", title: "Technical", description: "All that components offer beside their signals.",
            rows: components.map { .init(title: $0.component.name, panels: $0.others) },
            alerts: [.equal("kind", "component")])
    }

    private var consistency: Dashboard {
        let pipelines = PipelinePanels.all
        return Dashboard(
            uid: "dagc-consistency", title: "Lambda consistency",
            description: "Whether the batch and the speed layer agree.",
            rows: [
                .init(
                    title: "Reconciliation",
                    panels: [pipelines.discrepancy(threshold("ReconciliationDiscrepancy")), pipelines.rows])
            ], from: "now-14d", alerts: [.equal("objective", "consistency")])
    }

    private var pipelines: Dashboard {
        let chosen = PipelinePanels.chosen
        return Dashboard(
            uid: "dagc-pipelines", title: "Pipeline", description: "Runs, results and promises of one pipeline.",
            rows: rows(
                chosen, quality: threshold("QualityDegraded"), difference: threshold("ReconciliationDiscrepancy")),
            choosesPipeline: true, from: "now-14d", alerts: [.matches("pipeline", .variable("pipeline"))])
    }

    private func team(_ name: String) -> Dashboard {
        let ids = model.pipelines.filter { $0.owner == name }.map(\.id)
        return Dashboard(
            uid: DashboardUID.team(name), title: "Team \(name)", description: "The pipelines of \(name).",
            tags: ["team"],
            rows: rows(
                .of(ids), quality: threshold("QualityDegraded", of: ids),
                difference: threshold("ReconciliationDiscrepancy", of: ids)),
            from: "now-7d", alerts: [.equal("team", name)])
    }

    private func rows(
        _ panels: PipelinePanels, quality: Panel.Threshold?, difference: Panel.Threshold?
    ) -> [Dashboard.Row] {
        [
            .init(title: "Promises", panels: [panels.promises, panels.successRate, panels.runs, panels.firing]),
            .init(title: "Runs", panels: [panels.age, panels.failures, panels.durations, panels.results]),
            .init(title: "Quality", panels: [panels.quality(quality), panels.failedRows]),
            .init(title: "Consistency", panels: [panels.discrepancy(difference), panels.rows]),
        ]
    }

    private func component(_ panels: ComponentPanels) -> Dashboard {
        let component = panels.component
        let words = Panel(
            title: component.name, description: "What it is.", kind: .text, width: 24, height: 3,
            words: "\(component.name) \(component.purpose). Answers for it: \(component.team ?? operations.team). "
                + "[What to do](\(operations.runbooks)/\(RunbookPath.of(.component(component.name))))")
        return Dashboard(
            uid: DashboardUID.component(component.name), title: "Component \(component.name)",
            description: "How \(component.name) is.", tags: ["component"],
            rows: [
                .init(title: "What it is", panels: [words]), .init(title: "Work", panels: panels.signals),
                .init(title: "More", panels: panels.others),
            ], alerts: [.equal("component", component.name)])
    }
}
