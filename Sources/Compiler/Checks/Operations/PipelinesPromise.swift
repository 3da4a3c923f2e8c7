import Diagnostics
import PipelineModel

/// Each pipeline promises something about when it runs, and what it promises can be kept and measured.
enum PipelinesPromise: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        guard let operations = project.model.environment.operations else { return }
        for pipeline in project.pipelines {
            let alerts = PipelineAlerts(pipeline.model, operations)
            checkPresence(pipeline, alerts, &report)
            for objective in alerts.ownPromises {
                guard let problem = problem(of: objective, pipeline, alerts) else { continue }
                report.add(
                    .unmeetableObjective, "pipeline `\(pipeline.model.id)` \(problem.what)",
                    at: pipeline.sources.pipeline, fix: problem.fix)
            }
        }
    }

    private static func checkPresence(
        _ pipeline: CheckContext.Pipeline, _ alerts: PipelineAlerts, _ report: inout DiagnosticReport
    ) {
        let families = alerts.promises.map(\.promise.family)
        guard !families.contains("freshness"), !families.contains("punctuality"),
            pipeline.model.schedule != .manual
        else { return }
        report.add(
            .noObjective, "nobody hears when pipeline `\(pipeline.model.id)` does not run",
            at: pipeline.sources.pipeline,
            fix: "promise how old its results may be: `let objectives: [Objective] = [.fresh(within: …)]`")
    }

    private typealias Problem = (what: String, fix: String)

    private static func problem(
        of objective: ObjectiveModel, _ pipeline: CheckContext.Pipeline, _ alerts: PipelineAlerts
    ) -> Problem? {
        if let dataset = objective.dataset,
            !pipeline.tasks.contains(where: { $0.writes.contains { $0.name == dataset } })
        {
            return ("promises the freshness of `\(dataset)`, which it does not write", "promise it where it is written")
        }
        switch objective.promise {
        case .fresh, .runsDoNotFail: return nil
        case .freshAsScheduled: return alerts.interval == nil ? noClock("freshness by its schedule") : nil
        case .runsSucceed(let count, let runs):
            if count > runs || count < 1 {
                return ("promises \(count) of \(runs) runs", "name at most as many as there are, and at least 1")
            }
            return alerts.interval == nil ? noClock("a number of runs") : nil
        case .runsSucceedShare(let share, let time): return problem(ofShare: share, time, alerts)
        case .onTime(let hour, let minute, let zone, _):
            return problem(ofDeadline: DailyDeadline(hour, minute, zone, of: alerts), zone, alerts)
        case .quality: return alerts.hasQuality ? nil : noTask("quality", "DataQualityCheck")
        case .consistent: return alerts.hasReconciliation ? nil : noTask("consistency", "Reconciliation")
        }
    }

    private static func noClock(_ what: String) -> Problem {
        ("promises \(what), and no clock starts it", "promise `.fresh(within: …)`, which counts from the last success")
    }

    private static func noTask(_ what: String, _ task: String) -> Problem {
        ("promises \(what), and none of its tasks measures it", "add a `\(task)`, or take the promise back")
    }

    private static func problem(ofShare share: ShareModel, _ time: Int, _ alerts: PipelineAlerts) -> Problem? {
        guard let interval = alerts.interval, interval > 0 else { return noClock("a share of runs") }
        guard (1..<1_000_000).contains(share.millionths) else {
            return ("promises that \(share.text) of its runs succeed", "name a share between 0 % and 100 %")
        }
        let runs = time / interval
        guard share.rest.millionths * runs < 1_000_000 else { return nil }
        return (
            "promises \(share.text) of \(runs) runs: not one may fail",
            "say so with `.runsDoNotFail()`, or promise less: `.runsSucceed(atLeast: \(max(runs - 1, 1)), ofLast: \(max(runs, 1)))`"
        )
    }

    /// Hours before a deadline at which its run is due at the latest that anybody would mean.
    private static let longestLead = 16 * 3600

    private static func problem(
        ofDeadline deadline: DailyDeadline?, _ zone: String, _ alerts: PipelineAlerts
    ) -> Problem? {
        guard ZoneRules(zone) != nil else {
            return ("has a deadline in `\(zone)`, which is no time zone", "name one of the IANA database")
        }
        guard let interval = alerts.interval else { return noClock("a time of the clock") }
        guard interval <= 90_000, let deadline else {
            return ("promises a time of each day, and does not run each day", "promise `.fresh(within: …)`")
        }
        guard deadline.model.lead > longestLead else { return nil }
        return (
            "is to be ready \(deadline.model.lead.lengthOfTime) after its run is due, or before it",
            "name a time that comes soon after the schedule's"
        )
    }
}
