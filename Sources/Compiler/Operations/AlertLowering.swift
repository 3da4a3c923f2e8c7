import PipelineModel

/// Makes alerts of what components show and pipelines promise, once for every system that raises them.
enum AlertLowering {
    static func derive(in model: inout ProjectModel) {
        guard let operations = model.environment.operations else { return }
        var alerts = operations.heartbeat == nil ? [] : [heartbeat(operations)]
        for component in operations.components { alerts += ComponentAlerts(component, operations).all }
        alerts += model.pipelines.concurrentMap { PipelineAlerts($0, operations).all }.flatMap(\.self)
        model.alerts = alerts
    }

    private static func heartbeat(_ operations: OperationsModel) -> AlertModel {
        AlertModel(
            "Watchdog", .info, team: operations.team, about: .monitoring, objective: "heartbeat", when: .always,
            summary: "monitoring works", runbook: .watchdog)
    }
}

extension RunbookModel {
    fileprivate static let watchdog = RunbookModel(
        meaning: "This alert always fires. Whoever receives it raises the alarm when it stops coming.",
        waiting: "While it is away, nobody hears of anything else either.",
        steps: [
            Step("See whether Prometheus runs and has loaded its rules.", command: "promtool check healthy"),
            Step(
                "See whether Alertmanager runs and what it sends.",
                command: "amtool --alertmanager.url=http://alertmanager:9093 alert query"),
            Step("See whether its messages leave the cluster: the receiver of the heartbeat is outside of it."),
        ])
}
