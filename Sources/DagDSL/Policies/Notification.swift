package import PipelineModel

/// A message to people when a run ends.
public struct Notification: Sendable {
    /// Where a message goes.
    public struct Channel: Sendable {
        package let model: NotificationModel.Channel

        /// A Slack channel, by the connection that holds its incoming webhook.
        public static func slack(_ connection: Connection) -> Channel {
            Channel(model: .slack(connection: connection.id))
        }
    }

    package let model: NotificationModel

    /// Says so when a run has failed.
    public static func onFailure(_ channel: Channel) -> Notification {
        Notification(model: NotificationModel(event: .runFailed, channel: channel.model))
    }

    /// Says so when a run has succeeded.
    public static func onSuccess(_ channel: Channel) -> Notification {
        Notification(model: NotificationModel(event: .runSucceeded, channel: channel.model))
    }
}
