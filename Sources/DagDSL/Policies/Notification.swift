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

        /// Any notifier of Airflow, by the import path of its class: an escape hatch for channels that are not here.
        ///
        /// - Parameters:
        ///   - text: the argument of the class that takes the words.
        ///   - arguments: its other arguments.
        ///   - connections: the connections that it uses, so that every environment is checked for them.
        public static func notifier(
            _ path: Name, text: Name, _ arguments: Arguments = [:], connections: [Connection] = []
        ) -> Channel {
            Channel(
                model: .notifier(
                    path: path.description, text: text.description, arguments: arguments.models,
                    connections: connections.map(\.id)))
        }

        /// A function of a Python file of the package, which gets Airflow's context of the run as its one argument.
        public static func function(_ function: Name, in file: Name) -> Channel {
            Channel(model: .function(TemplateFunctionModel(name: function.description, file: file.description)))
        }

        /// An incident in PagerDuty, by the connection that holds its integration key.
        public static func pagerDuty(_ connection: Connection) -> Channel {
            Channel(model: .pagerDuty(connection: connection.id))
        }
    }

    package let model: NotificationModel

    private init(_ event: NotificationModel.Event, _ channel: Channel, _ text: RuntimeString?) {
        model = NotificationModel(event: event, channel: channel.model, text: text?.model)
    }

    /// Says so when a run, or a task after its last try, has failed.
    ///
    /// The text may hold the result of a task of the pipeline. It makes no edge: without the result it says `None`.
    public static func onFailure(_ channel: Channel, saying text: RuntimeString? = nil) -> Notification {
        Notification(.failed, channel, text)
    }

    /// Says so when a run or a task has succeeded.
    public static func onSuccess(_ channel: Channel, saying text: RuntimeString? = nil) -> Notification {
        Notification(.succeeded, channel, text)
    }

    /// Says so when a try of a task begins. Runs have no tries.
    public static func onStart(_ channel: Channel, saying text: RuntimeString? = nil) -> Notification {
        Notification(.started, channel, text)
    }

    /// Says so when a task skips itself while it runs. What is skipped without having run is not told.
    public static func onSkip(_ channel: Channel, saying text: RuntimeString? = nil) -> Notification {
        Notification(.skipped, channel, text)
    }

    /// Says so when a try of a task has failed and another follows. Runs have no tries.
    public static func onRetry(_ channel: Channel, saying text: RuntimeString? = nil) -> Notification {
        Notification(.retried, channel, text)
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
        /// The moment at which a run of the mean length of the last so many would end. Airflow 3 alone has it, and it
        /// holds once there were so many runs.
        case averageEnd(ofLast: Int = 10)
        /// A moment of the calendar, the same for every run.
        case moment(Day, at: TimeOfDay, in: TimeZone)
    }

    /// Tells `channel` when a run has not ended `limit` after its start. The run itself goes on.
    ///
    /// A notifier class by its path takes further keyword arguments and hands them to its base class: the context of a
    /// deadline comes among them. Unless it is one of the package, it has an `async_notify`.
    ///
    /// A function is called with `context` by that name: what Airflow knows of the late run, and on Airflow 2 `dag`,
    /// `task_list`, `blocking_task_list`, `slas` and `blocking_tis`.
    public static func within(_ limit: Duration, of start: Start, else channel: Notification.Channel) -> Deadline {
        let origin: DeadlineModel.Start =
            switch start {
            case .scheduled: .scheduled
            case .queued: .queued
            case .averageEnd(let runs): .averageEnd(ofLast: runs)
            case .moment(let day, let time, let zone):
                .moment(
                    day.model, hour: time.written.hour, minute: time.written.minute, timeZone: zone.name)
            }
        return Deadline(model: DeadlineModel(limit: limit.wholeSeconds, start: origin, channel: channel.model))
    }
}
