import PipelineModel

/// Times of runs that Airflow does not know under their names, so that texts look them up.
///
/// Runs that updates of datasets start are about the windows of the runs that wrote them: Airflow 2 gives such a run
/// that window itself, Airflow 3 gives it none. A run on a day of a calendar is a moment to both.
enum TimesOfRuns {
    static func lower(_ pipeline: inout PipelineModel) {
        let schedule = pipeline.schedule
        guard schedule.isStartedByUpdates || schedule.coversTimeBetweenDays else { return }
        pipeline.visitTexts { $0.findTimes(of: schedule) }
        if schedule.coversTimeBetweenDays { pipeline.visitNotifications { $0.findTimes(of: schedule) } }
    }
}
