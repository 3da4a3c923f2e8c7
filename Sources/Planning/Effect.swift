import Compiler
import PipelineModel

/// What a change means for what Airflow has already run and will run: things that no difference of files shows.
package struct Effect: Equatable, Sendable {
    /// For programs.
    package enum Kind: String, Sendable {
        /// Airflow knows tasks and pipelines by their ids: what is called otherwise starts without a past.
        case historyLost = "history_lost"
        /// Runs for the time before now are created.
        case runsCreated = "runs_created"
        /// The next run starts as soon as Airflow has read the files.
        case startsAtOnce = "starts_at_once"
        /// Data that no run, or two runs, are about.
        case windowGap = "window_gap"
        case windowOverlap = "window_overlap"
        case noMoreRuns = "no_more_runs"
        /// A new date from which on there are runs, and what it does not do.
        case startMoved = "start_moved"
        case otherWork = "other_work"
        /// What says that it was renamed, and was not: nothing is known by the name that it gives.
        case notRenamed = "not_renamed"
    }

    package let kind: Kind
    /// A sentence for people, with times on the clocks of the schedule.
    package let text: String

    private init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }
}

extension Effect {
    static func ofAdding(_ pipeline: PipelineSnapshot, at now: PlanMoment) -> [Effect] {
        guard let timing = pipeline.timing, let zone = ZoneRules(timing.schedule.zone) else { return [] }
        if pipeline.catchesUp { return catchUp(timing, limit: pipeline.activeRuns, now, "") }
        guard let run = FirstRun.next(of: timing, after: nil, at: now.time), run.fires <= now.time else { return [] }
        return [
            Effect(.startsAtOnce, "a run\(run.about(in: zone)) starts as soon as Airflow has the pipeline unpaused")
        ]
    }

    static func ofRemoving(_ pipeline: PipelineSnapshot) -> [Effect] {
        [
            Effect(
                .noMoreRuns,
                "Airflow starts no more runs of it, and does not go on with one that is active; what has run stays in "
                    + "its database until the DAG is deleted there")
        ]
    }

    static func ofRenaming(
        _ before: PipelineSnapshot, to after: PipelineSnapshot, at now: PlanMoment
    ) -> [Effect] {
        [
            Effect(
                .historyLost,
                "to Airflow this is another DAG: what `\(before.id)` has run is not shown with it, it is paused or not "
                    + "as new DAGs are, and a run of `\(before.id)` that is active does not go on")
        ] + ofAdding(after, at: now)
    }

    /// - Parameter known: the ids of what is there.
    static func ofWrongName(_ pipeline: PipelineSnapshot, _ known: [String]) -> [Effect] {
        guard let former = pipeline.renamedFrom else { return [] }
        return [wrongName("it", former, "pipeline", among: known)]
    }

    static func ofWrongNames(_ before: PipelineSnapshot, _ after: PipelineSnapshot) -> [Effect] {
        let known = before.tasks.map(\.id)
        let ids = Set(known)
        return after.tasks.compactMap { task in
            guard let former = task.renamedFrom, !ids.contains(former), !ids.contains(task.id) else { return nil }
            return wrongName("task `\(task.id)`", former, "task", among: known)
        } + (isWrong(after.renamedFrom, before, after) ? ofWrongName(after, [before.id]) : [])
    }

    /// A pair that is alike enough, of which the newer one names another id.
    private static func isWrong(_ former: String?, _ before: PipelineSnapshot, _ after: PipelineSnapshot) -> Bool {
        former != nil && former != before.id && after.id != before.id
    }

    private static func wrongName(
        _ subject: String, _ former: String, _ kind: String, among known: [String]
    ) -> Effect {
        let hint = suggestion(for: former, among: known).map { ": \($0)" } ?? ""
        return Effect(
            .notRenamed, "\(subject) says that it was `\(former)`, and no \(kind) of that id is there\(hint)")
    }

    static func ofChanging(
        _ before: PipelineSnapshot, to after: PipelineSnapshot, tasks: [TaskDifference], at now: PlanMoment
    ) -> [Effect] {
        ofSchedule(before, after, now) + ofStart(before, after) + ofCatchUp(before, after, now) + ofTasks(tasks)
    }

    // MARK: Time

    private static func ofSchedule(
        _ before: PipelineSnapshot, _ after: PipelineSnapshot, _ now: PlanMoment
    ) -> [Effect] {
        guard before.schedule != after.schedule else { return [] }
        guard let new = after.timing, let zone = ZoneRules(new.schedule.zone) else {
            return before.isTimed ? [Effect(.noMoreRuns, "no run starts by time any more")] : []
        }
        guard let old = before.timing, let last = FirstRun.newest(of: old, at: now.time),
            let run = FirstRun.next(of: new, after: last, at: now.time)
        else { return ofAdding(after, at: now) }
        var effects: [Effect] = []
        if run.fires <= now.time {
            effects.append(Effect(.startsAtOnce, "a run\(run.about(in: zone)) starts as soon as Airflow has read this"))
        }
        guard let window = run.window, old.schedule.coversIntervals else { return effects }
        let (ended, starts) = (last.upperBound.text(in: zone), window.lowerBound.text(in: zone))
        if window.lowerBound > last.upperBound {
            effects.append(Effect(.windowGap, "no run covers \(ended) to \(starts)"))
        } else if window.lowerBound < last.upperBound {
            effects.append(Effect(.windowOverlap, "\(starts) to \(ended) is covered twice"))
        }
        return effects
    }

    private static func ofStart(_ before: PipelineSnapshot, _ after: PipelineSnapshot) -> [Effect] {
        guard let old = before.timing?.start, let new = after.timing?.start, old != new else { return [] }
        if new > old { return [Effect(.startMoved, "no run is made for a time before the new start")] }
        return [
            Effect(
                .startMoved,
                "an earlier start fills nothing by itself once a pipeline has run: `airflow backfill create` (2.11: "
                    + "`airflow dags backfill`) makes the runs before the first one")
        ]
    }

    private static func ofCatchUp(
        _ before: PipelineSnapshot, _ after: PipelineSnapshot, _ now: PlanMoment
    ) -> [Effect] {
        guard before.catchesUp != after.catchesUp, let timing = after.timing else { return [] }
        guard after.catchesUp else {
            return [Effect(.noMoreRuns, "times that were missed are no longer made up for, but for the newest")]
        }
        return [Effect(.runsCreated, "every time that was missed since the last run is made up for")]
            + catchUp(timing, limit: after.activeRuns, now, "if it has never run, ")
    }

    /// More are not counted.
    private static let mostRuns = 100_000

    private static func catchUp(
        _ timing: PipelineModel, limit: Int, _ now: PlanMoment, _ condition: String
    ) -> [Effect] {
        guard let times = FireTimes(timing), let zone = ZoneRules(timing.schedule.zone) else { return [] }
        let fires = times.count(until: UnixTime(now.time.seconds + 1), atMost: mostRuns)
        let runs = timing.schedule.coversIntervals ? fires - 1 : fires
        guard runs > 0 else { return [] }
        let number = fires == mostRuns ? "more than \(runs)" : "\(runs)"
        return [
            Effect(
                .runsCreated,
                "\(condition)catching up creates \(number) run\(runs == 1 ? "" : "s") at once, from "
                    + "\(times.start.text(in: zone).prefix(10)) until now, at most \(limit) of them active together")
        ]
    }

    // MARK: Tasks

    private static func ofTasks(_ tasks: [TaskDifference]) -> [Effect] {
        var effects: [Effect] = []
        let renamed = tasks.count { if case .renamed = $0.action { true } else { false } }
        if renamed > 0 {
            effects.append(
                Effect(
                    .historyLost,
                    "Airflow knows a task by its id: \(renamed == 1 ? "the renamed task starts" : "\(renamed) renamed tasks start")"
                        + " without history, and a run that is active now does \(renamed == 1 ? "it" : "them") again"))
        }
        let removed = tasks.count { $0.action == .removed }
        if removed > 0 {
            effects.append(
                Effect(
                    .historyLost,
                    "what \(removed == 1 ? "the removed task has" : "\(removed) removed tasks have") done is kept, and "
                        + "only shown with the runs of that time"))
        }
        for task in tasks where task.settings.contains(where: { $0.name == "kind" }) {
            effects.append(Effect(.otherWork, "`\(task.id)` does other work under the same id and with its history"))
        }
        return effects
    }
}

extension PlannedRun {
    fileprivate func about(in zone: ZoneRules) -> String {
        guard let window else { return " for \(fires.text(in: zone))" }
        return " over \(window.lowerBound.text(in: zone)) to \(window.upperBound.text(in: zone))"
    }
}
