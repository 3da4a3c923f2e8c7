import Compiler
import Diagnostics
import PipelineModel

/// PostgreSQL and Kafka take the names of a stream, and the server has slots for it.
enum StreamNamesAreLawful: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        guard let platform = project.model.environment.streaming else { return }
        for stream in project.streams { checkNames(stream, &report) }
        for server in platform.databases { checkSlots(of: server, project, &report) }
        checkTopics(project, &report)
    }

    private static func checkNames(_ stream: CheckContext.Stream, _ report: inout DiagnosticReport) {
        let model = stream.model
        // The longest name that is made of it is the heartbeat's table.
        if !model.id.isLawful(atMost: 48) || model.id.first?.isNumber == true {
            add(
                "`\(model.id)` is no name for a stream: slots, roles and topics are called after it", stream,
                "use at most 48 small letters, digits and underscores, a letter first", &report)
        }
        for (what, name) in [("slot", model.slot), ("publication", model.publication)] where !name.isLawful(atMost: 63)
        {
            add("`\(name)` is no name for a \(what)", stream, "use small letters, digits and underscores", &report)
        }
        for topic in model.tables.map(model.topic) + [model.deadLetterTopic] where !topic.isTopicName {
            add("`\(topic)` is no name for a topic", stream, "use letters, digits, `.`, `_` and `-`", &report)
        }
        for table in model.tables {
            for column in table.columns where TechnicalColumn.reserved.contains(column.name) {
                add(
                    "`\(column.name)` of table `\(table.name)` is a name that lake or speed layer have for themselves",
                    stream,
                    "leave the column out, or give the table another one for it", &report)
            }
        }
        for (index, table) in model.tables.enumerated()
        where model.tables[..<index].contains(where: { $0.name == table.name }) {
            add("stream `\(model.id)` captures table `\(table.name)` twice", stream, "leave one out", &report)
        }
    }

    private static func checkSlots(
        of server: DatabaseServerModel, _ project: CheckContext, _ report: inout DiagnosticReport
    ) {
        let streams = project.streams.filter { $0.model.database.name == server.database }
        for (index, stream) in streams.enumerated() {
            for other in streams[..<index] where other.model.slot == stream.model.slot {
                add(
                    "streams `\(other.model.id)` and `\(stream.model.id)` share slot `\(stream.model.slot)`", stream,
                    "leave the names to the ids of the streams", &report)
            }
            for other in streams[..<index] where other.model.publication == stream.model.publication {
                add(
                    "streams `\(other.model.id)` and `\(stream.model.id)` share publication "
                        + "`\(stream.model.publication)`", stream, "leave the names to the ids of the streams", &report)
            }
        }
        let needed = streams.count + server.foreignSlots
        for (what, limit) in [
            ("max_replication_slots", server.replicationSlots), ("max_wal_senders", server.walSenders),
        ]
        where needed > limit {
            guard let last = streams.last else { continue }
            add(
                "database `\(server.database)` needs \(needed) slots, and its \(what) is \(limit)", last,
                "raise it to \(needed) or more, and start the server anew", &report)
        }
    }

    /// Kafka's metrics take `.` for `_`, so two topics that differ in nothing else are one there.
    private static func checkTopics(_ project: CheckContext, _ report: inout DiagnosticReport) {
        var seen: [String: String] = [:]
        for stream in project.streams {
            for topic in stream.model.tables.map(stream.model.topic) + [stream.model.heartbeatTopic] {
                let folded = topic.replacing(".", with: "_")
                if let other = seen[folded], other != topic {
                    add("topics `\(other)` and `\(topic)` collide in Kafka's metrics", stream, "rename one", &report)
                }
                seen[folded] = topic
            }
        }
    }

    private static func add(
        _ message: String, _ stream: CheckContext.Stream, _ fix: String, _ report: inout DiagnosticReport
    ) {
        report.add(.unlawfulStreamName, message, at: stream.sources.stream, fix: fix)
    }
}

extension String {
    fileprivate func isLawful(atMost length: Int) -> Bool {
        !isEmpty && utf8.count <= length
            && utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "_") }
    }

    /// Source: `org.apache.kafka.common.internals.Topic`.
    fileprivate var isTopicName: Bool {
        !isEmpty && utf8.count <= 249 && self != "." && self != ".."
            && utf8.allSatisfy {
                (97...122).contains($0) || (65...90).contains($0) || (48...57).contains($0) || "._-".utf8.contains($0)
            }
    }
}
