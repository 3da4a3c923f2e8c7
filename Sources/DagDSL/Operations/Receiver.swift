package import PipelineModel

/// People or a machine that alerts are sent to. Secrets are files of Alertmanager's machine or pod.
public struct Receiver: Sendable {
    package let model: ReceiverModel

    /// A way to reach it.
    public struct Channel: Sendable {
        let model: ReceiverModel.Channel

        /// Mail by the environment's mail server.
        public static func email(to people: [Name]) -> Channel {
            Channel(model: .email(to: people.map(\.description)))
        }

        /// A channel of Slack; the file holds the address of its incoming webhook.
        public static func slack(_ channel: Name, webhookIn file: Name) -> Channel {
            Channel(model: .slack(channel: channel.description, urlFile: file.description))
        }

        /// A service of PagerDuty, whose schedule says who is called; the file holds its integration key.
        public static func pagerDuty(keyIn file: Name) -> Channel {
            Channel(model: .pagerDuty(keyFile: file.description))
        }

        /// Anything that takes Alertmanager's JSON; the file holds a bearer token.
        public static func webhook(_ url: Name, tokenIn file: Name? = nil) -> Channel {
            Channel(model: .webhook(url: url.description, tokenFile: file?.description))
        }
    }

    /// A receiver that hears by each of its channels.
    public init(_ name: Name, _ channels: Channel...) {
        model = ReceiverModel(name: name.description, channels: channels.map(\.model))
    }
}
