import PipelineModel

/// Times of runs that an orchestrator may not know under their names, so that texts look them up.
///
/// Runs that updates of datasets start are about the windows of the runs that wrote them, and may have none of their
/// own. A run on a day of a calendar is a moment to what runs it.
enum TimesOfRuns {
    static func lower(_ pipeline: inout PipelineModel) {
        let schedule = pipeline.schedule
        guard schedule.isStartedByUpdates || schedule.coversTimeBetweenDays else { return }
        pipeline.visitTexts { $0.findTimes(of: schedule) }
        if schedule.coversTimeBetweenDays { pipeline.visitNotifications { $0.findTimes(of: schedule) } }
    }
}
