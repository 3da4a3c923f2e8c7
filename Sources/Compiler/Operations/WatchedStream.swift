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
        "dagc_stream_running", "1 since a query was first started", labels: ["query"])
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
        component.metrics = [Self.progress, Self.running, Self.behind]
        component.alerts = queries.enumerated().map { silent($0, $1) } + [stands, late]
        return component
    }

    private func silent(_ index: Int, _ query: String) -> ComponentAlertModel {
        let series = SeriesModel(Self.running, labels: [LabelValue("query", query)])
        return ComponentAlertModel(
            name: "StreamJobUnseen\(index + 1)", severity: .critical, condition: .down(.gauge(series), instances: 1),
            holds: 900, summary: "query \(query) was never started, or does not reach \(gateway)",
            runbook: RunbookModel(
                meaning: "The job has told nothing of itself, so that nobody would hear of it when it stands.",
                waiting: "Lake and speed layer may go stale unheard.", steps: [look]))
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
