import PipelineModel

/// The job of a stream, as it tells the Pushgateway of itself: that it runs, when it last came on, and how far it is behind.
struct WatchedStream {
    let stream: StreamModel
    /// The component that keeps what it tells.
    let gateway: String

    private static let progress = MetricModel(
        name: "dagc_stream_last_progress_timestamp_seconds", kind: .timestamp, unit: .seconds, labels: ["query"],
        help: "when a query last had worked off what there was, or finished a batch")
    private static let running = MetricModel.gauge(
        "dagc_stream_running", "1 since a query has come on for the first time", labels: ["query"])
    private static let messages = MetricModel(
        name: "dagc_stream_messages_total", kind: .counter, unit: .count, labels: ["query"],
        help: "messages that a query has taken since its process began")
    private static let letters = MetricModel(
        name: "dagc_stream_dead_letters_total", kind: .counter, unit: .count, labels: ["query"],
        help: "messages of these that it could not read and has put aside")
    private static let rewound = MetricModel.gauge(
        "dagc_stream_source_rewound", "1 while a query refuses changes of a database that counts its log anew",
        labels: ["query"])
    private static let behind = MetricModel.gauge(
        "dagc_stream_offsets_behind",
        "messages of its topic that a query has not taken, in the partition with most of them", labels: ["query"])

    /// Nil where nothing runs all the time.
    var component: ComponentModel? {
        let queries = stream.queries
        guard stream.triggerInterval != nil, !queries.isEmpty else { return nil }
        // Its applications are the stream's own files, and counted where those are.
        var component = ComponentModel(
            name: "\(stream.id)-stream".lowercased().replacing("_", with: "-"), kind: "stream",
            purpose: "brings the changes of stream \(stream.id) into its tables", runsAs: .external,
            liveness: .unseen(reason: "its progress tells"))
        component.measuredBy = gateway
        component.metrics = [Self.progress, Self.running, Self.behind, Self.messages, Self.letters, Self.rewound]
        component.alerts =
            queries.enumerated().map { silent($0, $1) } + queries.enumerated().map { unreadable($0, $1) }
            + [lettersArrive, stands, rewoundSource, late]
        return component
    }

    private func silent(_ index: Int, _ query: String) -> ComponentAlertModel {
        let series = SeriesModel(Self.running, labels: [LabelValue("query", query)])
        return ComponentAlertModel(
            name: "StreamJobUnseen\(index + 1)", severity: .critical, condition: .down(.gauge(series), instances: 1),
            holds: 900, summary: "query \(query) has never come on, or does not reach \(gateway)",
            runbook: RunbookModel(
                meaning: """
                    The job was never started, fails at its first batch, or cannot tell of itself, so that nobody would \
                    hear of it when it stands.
                    """,
                waiting: "Lake and speed layer may go stale unheard.", steps: [look]))
    }

    /// Parts of a hundred of a query's messages.
    private static let mostUnreadable = ShareModel(millionths: 10_000)

    /// So many of a table's changes that it is no single record but all of some kind.
    private func unreadable(_ index: Int, _ query: String) -> ComponentAlertModel {
        let own = [LabelValue("query", query)]
        return ComponentAlertModel(
            name: "StreamChangesUnreadable\(index + 1)", severity: .critical,
            condition: .failing(
                SeriesModel(Self.letters, labels: own), of: SeriesModel(Self.messages, labels: own),
                above: Self.mostUnreadable, within: 900, least: 10), holds: 0,
            summary: "query \(query) puts more than \(Self.mostUnreadable.text) of its changes aside",
            runbook: RunbookModel(
                meaning: """
                    Messages have another form than the job reads: a schema that the registry no longer has, a column of \
                    another type, another converter.
                    """,
                waiting: "Lake and speed layer lack these changes, and nothing else looks wrong.",
                steps: letterSteps))
    }

    private var lettersArrive: ComponentAlertModel {
        ComponentAlertModel(
            name: "StreamLettersArrive", severity: .warning,
            condition: .happened(SeriesModel(Self.letters), within: 900), holds: 0,
            summary: "query {{ $labels.query }} puts changes aside that it cannot read",
            runbook: RunbookModel(
                meaning: "Single messages are no changes of the table, or have a value that its column does not take.",
                waiting: "Lake and speed layer lack these changes; what they were stays with the dead letters.",
                steps: letterSteps))
    }

    private var letterSteps: [RunbookModel.Step] {
        let tables = stream.tables.filter { $0.lake != nil || $0.speed != nil }.map {
            "\(stream.lake.catalog).\(stream.id).\(stream.deadLetterTable(of: $0))"
        }
        return [
            RunbookModel.Step(
                "Read what was wrong, of each query in its own table: \(tables.joined(separator: ", ")).",
                command: """
                    spark-sql -e "select problem, count(*), min(failed_at), max(failed_at) from \(tables.first ?? "") \
                    group by problem"
                    """),
            RunbookModel.Step(
                "Mend the cause: bring the schema back, or declare the table as it is now and renew the job."),
            RunbookModel.Step(
                "Write `record_key` and `record_value` of what was right to their `topic` again, as bytes. The place in "
                    + "the log decides which change of a row is the last, so that the order does not matter."),
        ]
    }

    private var rewoundSource: ComponentAlertModel {
        ComponentAlertModel(
            name: "StreamSourceRewound", severity: .critical,
            condition: .level(SeriesModel(Self.rewound), .above(0), within: 60), holds: 0,
            summary: "query {{ $labels.query }} refuses changes of a database that counts its log anew",
            runbook: RunbookModel(
                meaning: """
                    Database \(stream.database.name) was restored or moved: rows have changed, and lie in its log before \
                    what the lake has of them. They would merge into nothing.
                    """,
                waiting: """
                    The job stands and nothing is lost for as long as the topic keeps its messages. Lake and speed layer \
                    go stale.
                    """,
                steps: [
                    RunbookModel.Step("Find out when it was restored, and that it is now what it should be."),
                    RunbookModel.Step(
                        "Say so where the environment declares the server, `.restored(on: Day(…), at: \"…\")`, and renew "
                            + "the job; it goes on at its checkpoint."),
                    RunbookModel.Step(
                        "Have the connector take a new snapshot, and compare source and lake: what the restored database "
                            + "does not have any more nobody has told as deleted."),
                ]))
    }

    /// Whatever it waits for, it comes on in the time within which it is to be fresh, or is found to stand soon after.
    private var stands: ComponentAlertModel {
        let bound = max(stream.bounds.freshness, 3 * (stream.triggerInterval ?? 0)) + 300
        return ComponentAlertModel(
            name: "StreamJobStands", severity: .critical,
            condition: .old(SeriesModel(Self.progress), seconds: bound), holds: 60,
            summary: "query {{ $labels.query }} has not come on for \(bound) s",
            runbook: RunbookModel(
                meaning: "The job is down, fails again and again at the same batch, or hangs in a write.",
                waiting: "Lake and speed layer go stale; nothing is lost for as long as the topic keeps its messages.",
                steps: [
                    look,
                    RunbookModel.Step(
                        "Read why the last batch failed. The job goes on at its checkpoint once the cause is gone; never "
                            + "delete that."),
                ]))
    }

    private var late: ComponentAlertModel {
        let bound = max(1, stream.load.eventsPerSecond) * max(1, stream.bounds.freshness)
        return ComponentAlertModel(
            name: "StreamJobBehind", severity: .warning,
            condition: .level(SeriesModel(Self.behind), .above(Double(bound)), within: 600), holds: 0,
            summary: "query {{ $labels.query }} is more than \(bound) messages behind",
            runbook: RunbookModel(
                meaning: "More comes than the job takes, or it catches up after an outage.",
                waiting: "What people see is older than was promised; at the end the topic forgets messages unread.",
                steps: [
                    look,
                    RunbookModel.Step(
                        "Give it more executors, or a larger `batchLimit`, where the number keeps growing."),
                ]))
    }

    private var look: RunbookModel.Step {
        RunbookModel.Step(
            "See how its driver is, and read its log.",
            command: "kubectl get sparkapplications -A; kubectl logs -n spark -l spark-role=driver --tail 200")
    }
}

extension StreamModel {
    /// The queries of its job, each of which keeps the tables of one captured table.
    package var queries: [String] { tables.filter { $0.lake != nil || $0.speed != nil }.map { "\(id)_\($0.name)" } }
}
