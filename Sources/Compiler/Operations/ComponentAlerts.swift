import PipelineModel

/// The alerts of one component: those of its signals, by the environment's thresholds, and its own.
struct ComponentAlerts {
    private let component: ComponentModel
    private let operations: OperationsModel
    /// Whether jobs of the installation back components up.
    private let areBackedUp: Bool
    private var thresholds: ThresholdsModel { operations.thresholds }

    init(_ component: ComponentModel, _ operations: OperationsModel, areBackedUp: Bool) {
        self.component = component
        self.operations = operations
        self.areBackedUp = areBackedUp
    }

    /// How long a window a rate is taken over, in seconds.
    private static let window = 900
    /// How many failures a rate of errors needs to say something.
    private static let leastFailures = 5
    /// For how long a component counts as down after it has come back, so that what hangs on it can recover unheard.
    private static let lingering = 300

    var all: [AlertModel] {
        var alerts = [down, degraded].compactMap(\.self)
        alerts += component.signals.compactMap(alert)
        let own =
            areBackedUp && component.kind == "backups" ? component.alerts.filter { !$0.isAboutAge } : component.alerts
        alerts += own.map { own in
            alert(own.name, own.severity, own.name, own.condition, own.holds, own.summary, own.runbook)
        }
        alerts += overdueBackups
        return alerts + (operations.prices.map(spending) ?? [])
    }

    /// Seconds of a backup's age that no evaluation misses.
    private static let leastAge = 600

    /// What the component that keeps backups tells of their age, for this one with its own times: it is told when the
    /// promised loss is reached, and where there never was a backup, when the first one should be there.
    private var overdueBackups: [AlertModel] {
        guard areBackedUp, let interval = component.backup?.interval, component.backedUpNamespace != nil,
            let keeper = operations.components.first(where: { $0.kind == "backups" })
        else { return [] }
        return keeper.alerts.compactMap { own in
            guard case .old(var series, let usual) = own.condition else { return nil }
            let isDrill = series.metric.name == BackupTimes.drillMetric
            let every = isDrill ? BackupTimes.drillInterval : interval
            let holds = every.addingSaturated(BackupTimes.longest(every: every))
            let bound = isDrill ? usual : component.recovery?.loss ?? usual
            series.labels = [LabelValue("backup_of", component.name)]
            return alert(
                own.name, own.severity, own.name,
                .overdue(series, of: keeper.name, within: max(bound - holds, Self.leastAge)), holds, own.summary,
                own.runbook)
        }
    }

    /// Of budgets whose spending this component shows.
    private func spending(_ prices: PricesModel) -> [AlertModel] {
        prices.budgets.filter { $0.shownBy == component.name }.flatMap { budget -> [AlertModel] in
            guard let spent = budget.spent else { return [] }
            let near = budget.monthly.times(budget.warning.millionths, per: 1_000_000)
            return [
                ("BudgetNearlyUsed", AlertSeverity.warning, near, "more than \(budget.warning.text) of"),
                ("BudgetExceeded", .critical, budget.monthly, "more than"),
            ].map { name, severity, bound, words in
                alert(
                    name, severity, "budget", .level(spent, .above(bound.amount), within: 3600), 0,
                    "\(words) the \(budget.monthly.text) \(prices.currency) a month of \(budget.part.name) is spent",
                    .budget(component, budget, prices))
            }
        }
    }

    /// None of its instances lives, so that what hangs on it need not say anything.
    private var down: AlertModel? {
        guard let threshold = thresholds.componentDown, component.liveness.isSeen else { return nil }
        var alert = alert(
            "ComponentDown", threshold.severity, "availability",
            .down(component.liveness, instances: min(component.instances, 1)), threshold.holds,
            "\(component.name) is down", .down(component))
        alert.lingers = Self.lingering
        return alert
    }

    /// Some of its instances are gone, and it goes on. Several that beat as one do not show it.
    private var degraded: AlertModel? {
        guard let threshold = thresholds.componentDown, component.liveness.isSeen, component.instances > 1 else {
            return nil
        }
        if case .heartbeat = component.liveness { return nil }
        var alert = alert(
            "ComponentDegraded", threshold.severity, "availability",
            .down(component.liveness, instances: component.instances), threshold.holds,
            "fewer than the \(component.instances) instances of \(component.name) are up", .degraded(component))
        alert.lingers = Self.lingering
        return alert
    }

    private func alert(for signal: SignalModel) -> AlertModel? {
        switch signal {
        case .errors(let failed, let all):
            guard let threshold = thresholds.errorRate else { return nil }
            return alert(
                "HighErrorRate", threshold.severity, "errors",
                .failing(
                    failed, of: all, above: threshold.value, within: Self.window, least: Self.leastFailures),
                threshold.holds, "more than \(threshold.value.text) of what \(component.name) does fails",
                .errors(component))
        case .lag(let series):
            guard let threshold = thresholds.lag else { return nil }
            let scale = series.metric.unit == .milliseconds ? 1000 : 1
            return alert(
                "HighLag", threshold.severity, "lag",
                .level(series, .above(Double(threshold.value * scale)), within: max(threshold.holds, 60)),
                threshold.holds, "\(component.name) is more than \(threshold.value) s behind", .lag(component))
        case .throughput(let series):
            let own = thresholds.throughput.first { $0.component == component.name }
            guard let threshold = own?.threshold else { return nil }
            return alert(
                "LowThroughput", threshold.severity, "throughput",
                .slow(series, below: threshold.value, within: Self.window), threshold.holds,
                "\(component.name) gets less than \(threshold.value) done a second", .throughput(component))
        case .idleProcessors(let series):
            guard let threshold = thresholds.processors else { return nil }
            return alert(
                "HighProcessorUse", threshold.severity, "processors",
                .busy(series, above: threshold.value, within: 300), threshold.holds,
                "more than \(threshold.value.text) of the processors of {{ $labels.instance }} are busy",
                .resources(component, "processor time"))
        case .freeMemory(let free, let all):
            guard let threshold = thresholds.memory else { return nil }
            return alert(
                "HighMemoryUse", threshold.severity, "memory",
                .littleFree(free, of: all, below: threshold.value.rest), threshold.holds,
                "more than \(threshold.value.text) of the memory of {{ $labels.instance }} is taken",
                .resources(component, "memory"))
        case .freeDisk(let free, let all):
            guard let threshold = thresholds.freeDisk else { return nil }
            return alert(
                "DiskSpaceLow", threshold.severity, "disk", .littleFree(free, of: all, below: threshold.value),
                threshold.holds, "less than \(threshold.value.text) of a disk of {{ $labels.instance }} is free",
                .resources(component, "room on its disk"))
        }
    }

    private func alert(
        _ name: String, _ severity: AlertSeverity, _ objective: String, _ condition: AlertCondition, _ holds: Int,
        _ summary: String, _ runbook: RunbookModel
    ) -> AlertModel {
        AlertModel(
            name, severity, team: component.team ?? operations.team, about: .component(component.name),
            objective: objective, when: condition, holds: holds, summary: summary, runbook: runbook)
    }
}

extension ComponentAlertModel {
    /// Whether it tells how old something is.
    fileprivate var isAboutAge: Bool { if case .old = condition { true } else { false } }
}
