package import CodeModels
package import Compiler
import PipelineModel

/// The moment for which a plan is made: what has run by then, and what comes next.
package struct PlanMoment: Equatable, Sendable {
    package let time: UnixTime
    /// How many runs are shown.
    package let count: Int

    package init(_ time: UnixTime, count: Int = 3) {
        self.time = time
        self.count = count
    }
}

/// Another schedule, with the runs that it makes.
package struct ScheduleDifference: Equatable, Sendable {
    /// A schedule, and the next runs by it.
    package struct Side: Equatable, Sendable {
        package let schedule: Document
        /// The zone on whose clocks runs are shown.
        package let zone: String
        /// Empty when no run starts by time.
        package let runs: [PlannedRun]
    }

    /// Nil for a new pipeline.
    package let before: Side?
    package let after: Side

    /// Nil when both make the same runs.
    init?(from before: PipelineSnapshot?, to after: PipelineSnapshot, at now: PlanMoment) {
        if let before, before.schedule == after.schedule, before.times == after.times { return nil }
        self.before = before.map { Side($0, now) }
        self.after = Side(after, now)
    }
}

extension ScheduleDifference.Side {
    fileprivate init(_ pipeline: PipelineSnapshot, _ now: PlanMoment) {
        schedule = pipeline.schedule
        let timing = pipeline.timing
        zone = timing?.schedule.zone ?? "UTC"
        runs = timing.map { PlannedRun.next(now.count, of: $0, after: now.time) } ?? []
    }
}

extension PipelineSnapshot {
    /// What decides about runs by time beside the schedule.
    fileprivate var times: [Document?] { [settings["start"], settings["startTime"], settings["end"]] }
}
