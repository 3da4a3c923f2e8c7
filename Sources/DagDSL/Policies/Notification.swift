package import PipelineModel

/// A message to people when a run or a task ends in some way.
public struct Notification: Sendable {
    /// Where a message goes.
    public struct Channel: Sendable {
        package let model: NotificationModel.Channel

        /// A Slack channel, by the connection that holds its incoming webhook.
        public static func slack(_ connection: Connection) -> Channel {
            Channel(model: .slack(connection: connection.id))
        }

        /// Mail through the SMTP server of a connection.
        public static func email(_ connection: Connection, to people: [Name]) -> Channel {
            Channel(model: .email(connection: connection.id, to: people.map(\.description)))
        }

        /// An incident in PagerDuty, by the connection that holds its integration key.
        public static func pagerDuty(_ connection: Connection) -> Channel {
            Channel(model: .pagerDuty(connection: connection.id))
        }
    }

    package let model: NotificationModel

    /// Says so when a run, or a task after its last try, has failed.
    public static func onFailure(_ channel: Channel, saying text: RuntimeString? = nil) -> Notification {
        Notification(model: NotificationModel(event: .failed, channel: channel.model, text: text?.model))
    }

    /// Says so when a run or a task has succeeded.
    public static func onSuccess(_ channel: Channel, saying text: RuntimeString? = nil) -> Notification {
        Notification(model: NotificationModel(event: .succeeded, channel: channel.model, text: text?.model))
    }

    /// Says so when a try of a task has failed and another follows. Runs have no tries.
    public static func onRetry(_ channel: Channel, saying text: RuntimeString? = nil) -> Notification {
        Notification(model: NotificationModel(event: .retried, channel: channel.model, text: text?.model))
    }
}

/// When a run should have ended.
public struct Deadline: Sendable {
    package let model: DeadlineModel

    /// From where the time is counted.
    public enum Start: Sendable {
        /// The time for which the run was scheduled.
        case scheduled
        /// The moment at which it was queued.
        case queued
    }

    /// Tells `channel` when a run has not ended `limit` after its start. The run itself goes on.
    public static func within(_ limit: Duration, of start: Start, else channel: Notification.Channel) -> Deadline {
        let origin: DeadlineModel.Start =
            switch start {
            case .scheduled: .scheduled
            case .queued: .queued
            }
        return Deadline(model: DeadlineModel(limit: limit.wholeSeconds, start: origin, channel: channel.model))
    }
}
