/// When a run should have ended, and who hears when it has not.
package struct DeadlineModel: Hashable, Sendable, Codable {
    package enum Start: Hashable, Sendable, Codable {
        /// The time for which the run was scheduled.
        case scheduled
        /// The moment at which it was queued.
        case queued
        /// The moment at which it was queued, and the mean time of the last so many runs more.
        case averageEnd(ofLast: Int)
        /// The same moment for every run.
        case moment(CalendarDate, hour: Int, minute: Int, timeZone: String)
    }

    /// Seconds.
    package var limit: Int
    package var start: Start
    package var channel: NotificationModel.Channel

    package init(limit: Int, start: Start, channel: NotificationModel.Channel) {
        self.limit = limit
        self.start = start
        self.channel = channel
    }
}
