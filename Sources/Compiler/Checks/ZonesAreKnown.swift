import Diagnostics
import PipelineModel

/// The time-zone database has the zone of every schedule.
enum ZonesAreKnown: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        var known: [String: Bool] = ["UTC": true]
        for pipeline in project.pipelines {
            guard let cron = pipeline.model.schedule.cron else { continue }
            let isKnown = known[cron.timeZone] ?? (ZoneRules(cron.timeZone) != nil)
            known[cron.timeZone] = isKnown
            guard !isKnown else { continue }
            report.add(
                .unknownZone, "there is no time zone `\(cron.timeZone)`",
                at: pipeline.sources.schedule ?? pipeline.sources.pipeline,
                fix: suggestion(for: cron.timeZone, among: ZoneRules.names)
                    ?? "name a zone of the IANA database, such as `Europe/Berlin`")
        }
    }
}

extension ScheduleModel {
    /// The cron expression in it, if there is one.
    var cron: CronModel? {
        switch self {
        case .cron(let cron), .datasetsOrCron(_, let cron): cron
        case .manual, .every, .datasets, .continuous: nil
        }
    }
}
