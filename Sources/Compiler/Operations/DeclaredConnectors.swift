import PipelineModel

/// The connectors that a stream needs, each of which somebody has to hear of when it does not run: a worker shows nothing of
/// one that was never registered, was deleted or is paused.
struct DeclaredConnectors {
    let stream: StreamModel
    /// The component that runs them.
    let worker: String

    var alerts: [ComponentAlertModel] { stream.connectors.map(absent) }

    private func absent(_ connector: String) -> ComponentAlertModel {
        let running = SeriesModel(
            .connectorStatus, labels: [LabelValue("connector", connector), LabelValue("status", "running")])
        let isSource = connector == stream.sourceConnector
        return ComponentAlertModel(
            name: "\(isSource ? "Source" : "Archive")ConnectorAbsent\(stream.alertSuffix)", severity: .critical,
            condition: .down(.gauge(running), instances: 1), holds: 600,
            summary: "no task of connector \(connector) runs on \(worker)",
            runbook: RunbookModel(
                meaning: """
                    The connector is not registered, was deleted, is paused or stopped, or all its tasks have failed.
                    """,
                waiting: isSource
                    ? "Nothing is captured, and the database's log grows up to the bound of its slot."
                    : "Nothing is archived; what topics forget before it runs again is missing in the archive for good.",
                steps: [
                    RunbookModel.Step(
                        "See whether it is there, and in which state.",
                        command: "curl -s http://\(worker):8083/connectors/\(connector)/status"),
                    RunbookModel.Step(
                        "Where it is paused or stopped: let it go on.",
                        command: "curl -s -X PUT http://\(worker):8083/connectors/\(connector)/resume"),
                    RunbookModel.Step(
                        "Where it is not there: register it as it is generated. It goes on where it was, by its offsets.",
                        command: """
                            jq .config streams/\(stream.id)/connect/\(isSource ? "source" : "archive").json \
                            | curl -s -X PUT -H 'Content-Type: application/json' -d @- \
                            http://\(worker):8083/connectors/\(connector)/config
                            """),
                ]))
    }
}
