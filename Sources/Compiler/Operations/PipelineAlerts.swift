package import PipelineModel

/// The alerts of one pipeline: what it promises itself, what its datasets promise, and what every pipeline does.
struct PipelineAlerts {
    let pipeline: PipelineModel
    private let operations: OperationsModel
    let times: FireTimes?
    /// Seconds between runs; nil where no clock starts them.
    let interval: Int?
    private let results: PipelineResults

    init(_ pipeline: PipelineModel, _ operations: OperationsModel) {
        self.pipeline = pipeline
        self.operations = operations
        times = FireTimes(pipeline)
        interval = times?.interval?.upperBound
        results = PipelineResults(pipeline)
    }

    /// For how many intervals a result counts, and may be missing unheard.
    private static let patience = 2
    /// For how long it counts at least: two days, as most pipelines are daily.
    private static let leastMemory = 172_800

    var all: [AlertModel] {
        var alerts = promises.flatMap(alerts)
        if !results.tasks.isEmpty,
            alerts.contains(where: { $0.objective == "quality" || $0.objective == "consistency" }),
            let interval
        {
            alerts.append(unmeasured(within: max(Self.patience * interval, 7200)))
        }
        return alerts
    }

    /// Seconds for which a result counts.
    private var memory: Int { max(Self.patience * (interval ?? 0), Self.leastMemory) }

    var hasQuality: Bool { !results.quality.isEmpty }
    var hasReconciliation: Bool { !results.reconciliation.isEmpty }

    /// Own promises, those of datasets, and those of the environment of which there is no other.
    var promises: [ObjectiveModel] {
        let own = ownPromises
        return own
            + operations.objectives.filter { general in
                !own.contains { $0.promise.family == general.promise.family } && applies(general)
            }
    }

    /// What the pipeline and its datasets promise, without the environment.
    var ownPromises: [ObjectiveModel] { pipeline.objectives + results.written.flatMap(\.objectives) }

    private func applies(_ objective: ObjectiveModel) -> Bool {
        switch objective.promise {
        case .freshAsScheduled, .runsSucceedShare, .runsSucceed, .onTime: interval != nil
        case .quality: !results.quality.isEmpty
        case .consistent: !results.reconciliation.isEmpty
        case .fresh, .runsDoNotFail: true
        }
    }

    private func alerts(of objective: ObjectiveModel) -> [AlertModel] {
        switch objective.promise {
        case .fresh(let limit): return [stale(within: limit, objective)]
        case .freshAsScheduled(let grace):
            guard let interval else { return [] }
            return [stale(within: interval + grace, objective)]
        case .runsDoNotFail:
            return [
                alert(
                    "PipelineFailed", objective.severity, "success", .runFailed(within: 900), 0,
                    "a run of \(pipeline.id) failed", .failed)
            ]
        case .runsSucceed(let count, let runs):
            guard let interval, count <= runs else { return [] }
            return [tooMany(moreThan: runs - count, within: runs * interval, objective)]
        case .runsSucceedShare(let share, let time): return budget(share, over: time, objective)
        case .onTime(let hour, let minute, let zone, let warning):
            return deadline(hour, minute, zone, warning, objective)
        case .quality(let share):
            return [
                alert(
                    "QualityDegraded", objective.severity, "quality", .poor(below: share, within: memory), 0,
                    "{{ $labels.task_id }} of \(pipeline.id) finds fewer than \(share.text) of the rows of {{ $labels.dataset }} right",
                    .poor)
            ]
        case .consistent(let share):
            return [
                alert(
                    "ReconciliationDiscrepancy", objective.severity, "consistency",
                    .inconsistent(above: share, within: memory), 0,
                    "{{ $labels.task_id }} of \(pipeline.id) finds that layers differ by more than \(share.text) in {{ $labels.measure }}",
                    .inconsistent)
            ]
        }
    }

    private func stale(within limit: Int, _ objective: ObjectiveModel) -> AlertModel {
        let what = objective.dataset.map { "dataset \($0), which \(pipeline.id) writes," } ?? pipeline.id
        let name = objective.dataset == nil ? "PipelineStale" : "DatasetStale"
        return alert(
            name, objective.severity, objective.dataset.map { "freshness of \($0)" } ?? "freshness",
            .stale(within: limit), 300, "\(what) has had no successful run for \(limit.lengthOfTime)", .stale)
    }

    private func budget(_ share: ShareModel, over time: Int, _ objective: ObjectiveModel) -> [AlertModel] {
        guard let interval, interval > 0 else { return [] }
        let burns = ErrorBudget(share, over: time, every: interval).burns
        guard !burns.isEmpty else {
            let allowed = share.rest.millionths * (time / interval) / 1_000_000
            return [tooMany(moreThan: allowed, within: time, objective)]
        }
        return burns.map { burn in
            let isFast = burn == burns.first
            return alert(
                isFast ? "PipelineErrorBudgetBurns" : "PipelineErrorBudgetShrinks",
                isFast ? objective.severity : min(objective.severity, .warning), "success", .budgetBurns(burn), 0,
                "\(pipeline.id) fails \(burn.paceTenths / 10) times as often as \(share.text) allows", .burns)
        }
    }

    private func tooMany(moreThan count: Int, within time: Int, _ objective: ObjectiveModel) -> AlertModel {
        alert(
            "PipelineFailsOften", objective.severity, "success", .tooManyFailures(moreThan: count, within: time), 0,
            "more than \(count) runs of \(pipeline.id) failed within \(time.lengthOfTime)", .burns)
    }

    private func deadline(
        _ hour: Int, _ minute: Int, _ zone: String, _ warning: Int?, _ objective: ObjectiveModel
    ) -> [AlertModel] {
        guard let deadline = DailyDeadline(hour, minute, zone, of: self)?.model else { return [] }
        let clock = "\(hour.twoDigits):\(minute.twoDigits) \(zone)"
        var alerts = [
            alert(
                "PipelineLate", objective.severity, "punctuality", .late(deadline), 0,
                "\(pipeline.id) did not succeed by \(clock)", .late)
        ]
        if let warning, warning > 0 {
            alerts.append(
                alert(
                    "PipelineAtRisk", min(objective.severity, .warning), "punctuality",
                    .atRisk(deadline, seconds: warning), 0,
                    "\(pipeline.id) has not succeeded yet, \(warning.lengthOfTime) before \(clock)", .late))
        }
        return alerts
    }

    private func unmeasured(within time: Int) -> AlertModel {
        alert(
            "ResultMissing", .warning, "measurement", .unmeasured(tasks: results.tasks, within: time), 600,
            "runs of \(pipeline.id) succeed, but checks of it leave no results", .unmeasured)
    }

    private func alert(
        _ name: String, _ severity: AlertSeverity, _ objective: String, _ condition: AlertCondition, _ holds: Int,
        _ summary: String, _ runbook: RunbookModel
    ) -> AlertModel {
        AlertModel(
            name, severity, team: pipeline.owner, about: .pipeline(pipeline.id), objective: objective,
            when: condition, holds: holds, summary: summary, runbook: runbook)
    }
}

extension PipelineModel {
    /// What it promises and the datasets do that it writes; with the operations of its environment also what these say of
    /// every pipeline.
    package func promises(in operations: OperationsModel?) -> [ObjectiveModel] {
        guard let operations else { return objectives + PipelineResults(self).written.flatMap(\.objectives) }
        return PipelineAlerts(self, operations).promises
    }
}

/// What tasks of a pipeline write and find out.
private struct PipelineResults {
    /// Each once.
    private(set) var written: [DatasetModel] = []
    private(set) var quality: [String] = []
    private(set) var reconciliation: [String] = []
    /// Tasks that leave results, in the order of the flow.
    var tasks: [String] { quality + reconciliation }

    init(_ pipeline: PipelineModel) {
        var known: Set<String> = []
        for task in pipeline.root.allTasks {
            for dataset in task.writes where known.insert(dataset.name).inserted { written.append(dataset) }
            if case .quality = task.kind { quality.append(task.path) }
            if case .reconciliation = task.kind { reconciliation.append(task.path) }
        }
    }
}

extension ScopeModel {
    /// Its tasks and those of its groups, in the order in which the author mentions them.
    fileprivate var allTasks: [TaskModel] {
        nodes.flatMap { node in
            switch node {
            case .task(let task): [task]
            case .group(let group): group.scope.allTasks
            }
        }
    }
}

extension ObjectiveModel.Promise {
    /// What makes one promise take the place of another of the environment's.
    package var family: String {
        switch self {
        case .fresh, .freshAsScheduled: "freshness"
        case .runsDoNotFail, .runsSucceed, .runsSucceedShare: "success"
        case .onTime: "punctuality"
        case .quality: "quality"
        case .consistent: "consistency"
        }
    }
}

extension Int {
    /// Seconds as people say them: `26 h`, `90 s`.
    package var lengthOfTime: String {
        for (length, unit) in [(86_400, "d"), (3600, "h"), (60, "min")] where self >= length && self % length == 0 {
            return "\(self / length) \(unit)"
        }
        return "\(self) s"
    }

    fileprivate var twoDigits: String { self < 10 ? "0\(self)" : "\(self)" }
}
