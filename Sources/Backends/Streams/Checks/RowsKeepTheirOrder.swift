import Compiler
import Diagnostics
import PipelineModel

/// All changes of a row are in one partition, in their order, and there are as many partitions as the rate needs.
enum RowsKeepTheirOrder: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for (stream, _) in project.soundStreams {
            for table in stream.model.tables { check(table, stream, &report) }
            checkPartitions(stream, &report)
            for producer in stream.model.topics.otherProducers where producer.partitioner != .murmur2 {
                report.add(
                    .otherPartitioner,
                    "`\(producer.name)` puts keys of stream `\(stream.model.id)` into other partitions than "
                        + "Kafka Connect does",
                    at: stream.sources.stream, fix: "let it use murmur2: in librdkafka `partitioner=murmur2_random`")
            }
        }
    }

    private static func check(
        _ table: CapturedTableModel, _ stream: CheckContext.Stream, _ report: inout DiagnosticReport
    ) {
        if !table.messageKey.isEmpty && Set(table.messageKey) != Set(table.key) && !table.messageKeyIsFixed {
            report.add(
                .unorderedKey,
                "changes of a row of `\(table.name)` are spread by \(table.messageKey.words), which can change",
                at: stream.sources.location(of: table.name),
                fix: "spread by the primary key, or say `neverChanges: true` where the database holds it")
        }
        if let keys = table.distinctKeys, keys < stream.model.partitions {
            report.add(
                .wrongPartitions,
                "table `\(table.name)` has \(keys) keys, and its topic \(stream.model.partitions) partitions",
                at: stream.sources.location(of: table.name), fix: "spread by something that there is more of")
        }
    }

    private static func checkPartitions(_ stream: CheckContext.Stream, _ report: inout DiagnosticReport) {
        let needed = stream.model.neededPartitions
        guard let said = stream.model.topics.partitions, said < needed else { return }
        report.add(
            .wrongPartitions,
            "stream `\(stream.model.id)` has \(said) partitions for \(stream.model.load.eventsPerSecond) events a second, of "
                + "which one carries \(stream.model.load.partitionEventsPerSecond)",
            at: stream.sources.stream, fix: "leave the number out, or say \(needed) or more")
    }
}

extension [String] {
    /// In backticks, with commas.
    var words: String { map { "`\($0)`" }.joined(separator: ", ") }
}
