import Diagnostics
import PipelineModel

/// Not too many pipelines start at the same minute, however their schedules are written.
enum StartsAreSpread: Check {
    private static let most = 20
    /// What starts more often in a day is no herd of its own.
    private static let mostStarts = 4
    private static let day = 86_400

    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        var crowds: [UnixTime: [CheckContext.Pipeline]] = [:]
        guard project.pipelines.count > most, let first = project.pipelines.compactMap({ start(of: $0) }).max() else {
            return
        }
        var starts: [CronModel: [UnixTime]] = [:]
        for pipeline in project.pipelines {
            guard case .cron(var cron) = pipeline.model.schedule else { continue }
            cron.window = .instant
            let times = starts[cron] ?? startsOfDay(pipeline.model, from: first)
            starts[cron] = times
            for time in times { crowds[time, default: []].append(pipeline) }
        }
        var told: Set<[String]> = []
        for (time, pipelines) in crowds.sorted(by: { $0.key < $1.key }) where pipelines.count > most {
            guard told.insert(pipelines.map(\.model.id)).inserted else { continue }
            report.add(
                .sameMinute, "\(pipelines.count) pipelines start at the same minute, such as \(time.iso8601)",
                at: pipelines[0].sources.schedule ?? pipelines[0].sources.pipeline,
                notes: pipelines.dropFirst().prefix(2).map {
                    .init("`\($0.model.id)` is one of them", at: $0.sources.schedule)
                },
                fix: "spread them over the hour")
        }
    }

    private static func start(of pipeline: CheckContext.Pipeline) -> UnixTime? {
        guard case .cron = pipeline.model.schedule, let start = pipeline.model.start, start.exists else { return nil }
        return UnixTime(CivilDay(start).number * day)
    }

    /// The starts of a whole day, once all pipelines have begun; of what starts too often, none.
    private static func startsOfDay(_ pipeline: PipelineModel, from first: UnixTime) -> [UnixTime] {
        guard let times = FireTimes(pipeline) else { return [] }
        var starts: [UnixTime] = []
        var time = UnixTime(first.seconds + day)
        let end = UnixTime(time.seconds + day)
        while let next = times.next(after: time), next <= end {
            guard starts.count < mostStarts else { return [] }
            starts.append(next)
            time = next
        }
        return starts
    }
}
