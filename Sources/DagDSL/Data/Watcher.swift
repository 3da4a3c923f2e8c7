package import PipelineModel

/// Something that waits, in the scheduler's triggerer, for news of a dataset from outside. Airflow has it from 3.0 on.
///
/// Each piece of news counts as an update of the dataset and starts the pipelines that wait for it.
public struct Watcher: Sendable {
    package let model: WatcherModel

    /// Waits for messages of a queue of Amazon SQS, by its URL, and takes them from it.
    ///
    /// - Parameters:
    ///   - name: unique among the watchers of the dataset.
    ///   - period: the time between two looks.
    public static func sqs(
        _ name: Name, queue: Name, _ connection: Connection, region: Name? = nil, every period: Duration = .minutes(1)
    ) -> Watcher {
        var arguments = [
            ValueModel.Entry("sqs_queue", .string(queue.description)),
            ValueModel.Entry("aws_conn_id", .string(connection.id)),
        ]
        if let region { arguments.append(ValueModel.Entry("region_name", .string(region.description))) }
        arguments.append(ValueModel.Entry("waiter_delay", .int(period.wholeSeconds)))
        return Watcher(
            model: WatcherModel(
                name: name.description, path: WatcherModel.sqs,
                arguments: arguments, connections: [connection.id]))
    }

    /// Waits for a file that the triggerer can see, and deletes it: each arrival counts once.
    ///
    /// - Parameters:
    ///   - name: unique among the watchers of the dataset.
    ///   - path: the whole path; a marker that is written after the data, never the data itself.
    public static func file(_ name: Name, path: Name, every period: Duration = .seconds(30)) -> Watcher {
        Watcher(
            model: WatcherModel(
                name: name.description, path: WatcherModel.file,
                arguments: [
                    ValueModel.Entry("filepath", .string(path.description)),
                    ValueModel.Entry("poke_interval", .int(period.wholeSeconds)),
                ], connections: []))
    }

    /// Waits with any trigger of Airflow that derives from `BaseEventTrigger`, by its import path.
    ///
    /// - Parameters:
    ///   - name: unique among the watchers of the dataset.
    ///   - path: such as `"airflow.providers.common.messaging.triggers.msg_queue.MessageQueueTrigger"`.
    ///   - connections: the connections that the trigger uses, so that every environment is checked for them.
    public static func trigger(
        _ name: Name, _ path: Name, _ arguments: Arguments = [:], connections: [Connection] = []
    ) -> Watcher {
        Watcher(
            model: WatcherModel(
                name: name.description, path: path.description, arguments: arguments.models,
                connections: connections.map(\.id)))
    }
}

extension Dataset {
    /// The dataset, of whose updates somebody outside tells.
    public func watched(by watchers: Watcher...) -> Dataset {
        changing { $0.watchers += watchers.map(\.model) }
    }

    /// The dataset with more for people to read where the scheduler shows it, such as who answers for it.
    public func described(by extra: KeyValuePairs<Name, Name>) -> Dataset {
        changing {
            $0.extra += extra.map { ConfigurationEntry(key: $0.key.description, value: $0.value.description) }
        }
    }
}

extension WatcherModel {
    /// The triggers that the language itself makes. Others are the author's.
    package static let sqs = "airflow.providers.amazon.aws.triggers.sqs.SqsSensorTrigger"
    package static let file = "airflow.providers.standard.triggers.file.FileDeleteTrigger"
}
