import Diagnostics
import PipelineModel

/// Not too many pipelines start at the same minute.
enum StartsAreSpread: Check {
    private static let most = 20

    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        var crowds: [CronModel: [CheckContext.Pipeline]] = [:]
        for pipeline in project.pipelines {
            guard case .cron(var cron) = pipeline.model.schedule else { continue }
            cron.window = .instant
            crowds[cron, default: []].append(pipeline)
        }
        for (cron, pipelines) in crowds where pipelines.count > most {
            report.add(
                .sameMinute,
                "\(pipelines.count) pipelines start at the minutes of `\(cron.expression)` in \(cron.timeZone)",
                at: pipelines[0].sources.schedule ?? pipelines[0].sources.pipeline,
                notes: pipelines.dropFirst().prefix(2).map {
                    .init("`\($0.model.id)` is one of them", at: $0.sources.schedule)
                },
                fix: "spread them over the hour")
        }
    }
}
