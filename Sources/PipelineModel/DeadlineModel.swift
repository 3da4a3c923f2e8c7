/// When a run should have ended, and who hears when it has not.
package struct DeadlineModel: Hashable, Sendable, Codable {
    package enum Start: String, Hashable, Sendable, Codable {
        /// The time for which the run was scheduled.
        case scheduled
        /// The moment at which it was queued.
        case queued
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
