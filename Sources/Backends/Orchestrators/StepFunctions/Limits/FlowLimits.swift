import BackendInterface
import Compiler
import Diagnostics
import PipelineModel

/// What flows and schedules ask for that a machine cannot do as they say it.
enum FlowLimits {
    static func limits(of pipeline: PipelineModel, _ graph: TaskGraph) -> [Limit] {
        name(of: pipeline) + structure(graph) + early(graph) + groups(pipeline.root) + runs(of: pipeline)
            + idleSettings(of: pipeline) + [start(of: pipeline)].compactMap(\.self)
            + MachineSize.limits(of: pipeline, graph)
    }

    /// A machine that plays missed runs stands beside those of the pipelines, in files and in the account.
    private static func name(of pipeline: PipelineModel) -> [Limit] {
        guard AWSNames.machine(pipeline.id).lowercased() == BackfillMachine.name.lowercased() else { return [] }
        return [
            Limit(
                "has the name of the machine that plays missed runs, `\(BackfillMachine.name)`",
                fix: "give it another id, such as `\(pipeline.id)_runs`")
        ]
    }

    /// Blocks wait for all of the blocks before them.
    private static func structure(_ graph: TaskGraph) -> [Limit] {
        let flow: NestedFlow
        do throws(BrokenGroup) { flow = try NestedFlow(graph) } catch { return [] }
        let named = flow.barriers.filter { $0.addedWaits > 0 }.prefix(3).map { barrier in
            "\(list(barrier.waiting, graph)) for \(list(barrier.awaited, graph))"
        }
        guard !named.isEmpty else { return [] }
        return [
            Limit(
                "is no flow of sequences and parallels, so that a machine lets \(named.joined(separator: ", ")) wait, all "
                    + "for all; its longest way is \(flow.nestedCriticalPath) tasks in place of \(flow.criticalPath)",
                fix:
                    "order the tasks so that groups follow each other, suppress the warning with a reason, or run it on "
                    + "an Airflow", code: .addedWaits)
        ]
    }

    /// Settings without which a pipeline runs as well.
    static func idle(_ settings: [String]) -> Limit {
        Limit(
            "has \(settings.joined(separator: " and ")), of which Step Functions knows nothing",
            fix: "suppress the warning with a reason, or run it on an Airflow", code: .idleOnMachines)
    }

    private static func list(_ tasks: [Int], _ graph: TaskGraph) -> String {
        let names = tasks.prefix(3).map { "`\(graph.tasks[$0].path)`" }.joined(separator: " and ")
        return tasks.count > 3 ? "\(names) and \(tasks.count - 3) more" : names
    }

    /// Rules that may decide before all tasks before have ended.
    private static func early(_ graph: TaskGraph) -> [Limit] {
        let rules = graph.rules()
        return graph.tasks.indices.compactMap { task in
            guard graph.predecessors[task].count > 1 || rules[task] == .always else { return nil }
            switch rules[task] {
            case .oneSuccess, .oneFailed, .oneDone, .always:
                guard !graph.predecessors[task].isEmpty else { return nil }
                return Limit(
                    "may start before all tasks before it have ended, by rule `\(rules[task].rawValue)`, and a machine "
                        + "starts it when they have",
                    fix: "suppress the warning with a reason where that is early enough, or run it on an Airflow",
                    code: .lateStart
                ).of(task: graph.tasks[task].path)
            case .allSuccess, .allDone, .allDoneMinOneSuccess, .allFailed, .allSkipped, .noneFailed, .noneSkipped,
                .noneFailedMinOneSuccess:
                return nil
            }
        }
    }

    private static func groups(_ scope: ScopeModel) -> [Limit] {
        scope.nodes.flatMap { node -> [Limit] in
            guard case .group(let group) = node else { return [] }
            guard group.mapping != nil else { return groups(group.scope) }
            return [
                Limit(
                    "repeats group `\(group.path)` for each item",
                    fix: "let a pipeline of its own do the group's work for one item, and map its start: "
                        + "`PipelineTrigger(…).mapped(over:)`", code: .noMachineWork)
            ]
        }
    }

    /// How runs stand beside each other, and how they stop.
    private static func runs(of pipeline: PipelineModel) -> [Limit] {
        var limits: [Limit] = []
        if let most = pipeline.maximumActiveRuns, most > RunLock.mostPlaces {
            limits.append(
                Limit(
                    "lets \(most) runs be active at once, and machines at most \(RunLock.mostPlaces), or as many as there "
                        + "are",
                    fix: "let at most \(RunLock.mostPlaces) be active, set no limit, or run it on an Airflow",
                    code: .noSharedSlots))
        }
        if let most = pipeline.maximumActiveRuns, pipeline.runTimeout == nil || pipeline.criticality == .critical {
            let lack =
                pipeline.runTimeout == nil ? "does not say how long a run may take" : "stops at the first failure"
            limits.append(
                Limit(
                    "lets \(most == 1 ? "one run" : "\(most) runs") be active and \(lack), so that a run which breaks off "
                        + "would keep others waiting",
                    fix: "set `runTimeout`, do without `criticality`, or let more runs be active", code: .noSharedSlots)
            )
        }
        if pipeline.criticality == .critical, TaskGraph(pipeline.root).tasks.contains(where: \.isTeardown) {
            limits.append(
                Limit(
                    "stops at the first failure, which also stops what runs beside it, and has teardowns to run then",
                    fix: "do without `criticality`, as failures are told anyway, or run it on an Airflow",
                    code: .noMachineWork))
        }
        return limits
    }

    private static func idleSettings(of pipeline: PipelineModel) -> [Limit] {
        var idle: [String] = []
        if pipeline.maximumActiveTasks != nil { idle.append("a limit of active tasks") }
        if pipeline.catchUp { idle.append("a catch-up (the machine `Backfill` does it when it is asked to)") }
        if pipeline.defaults.retry?.knowsExitCodes == true { idle.append("retries by exit codes") }
        if pipeline.deadline != nil { idle.append("a deadline") }
        if pipeline.defaults.notifications?.isEmpty == false { idle.append("messages about its tasks") }
        if pipeline.notifications.contains(where: { !$0.isSaidByRules }) { idle.append("messages by functions") }
        return idle.isEmpty ? [] : [self.idle(idle)]
    }

    private static func start(of pipeline: PipelineModel) -> Limit? {
        switch pipeline.schedule {
        case .timedPartitions, .datasetPartitions, .runtimePartitions, .timetable, .continuous, .once:
            Limit(
                "starts by partitions, by a timetable of Airflow, without a pause or only once",
                fix: "start it at times or by updates of datasets, or run it on an Airflow", code: .noMachineStart)
        case .datasets where !pipeline.schedule.startsByAnyDataset,
            .datasetsOrCron where !pipeline.schedule.startsByAnyDataset:
            Limit(
                "starts when several datasets have been updated, or one that only a run knows, and an event tells of one",
                fix: "start it when any of them has been: `.any(…)`, start it at times, or run it on an Airflow",
                code: .noMachineStart)
        case .datasets: nil
        case .manual, .cron, .every, .days, .datasetsOrCron:
            WindowTable(pipeline) == nil
                ? Limit(
                    "starts at times of which no machine can look up the window: single ones that are too many, steps "
                        + "of less than a minute, or some that a change of the clock moves past each other",
                    fix: "start it at the same times every week, let it be about `.moment`s, or run it on an Airflow",
                    code: .noMachineStart) : nil
        }
    }
}

extension NotificationModel {
    /// Whether a rule of EventBridge can say it: it is about the end of a run, and goes to a topic.
    var isSaidByRules: Bool {
        guard event == .failed || event == .succeeded else { return false }
        switch channel {
        case .slack, .email, .pagerDuty: return true
        case .notifier, .function: return false
        }
    }
}
