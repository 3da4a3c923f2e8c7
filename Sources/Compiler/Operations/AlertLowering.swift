import PipelineModel

/// Makes alerts of what components show and pipelines promise, once for every system that raises them.
enum AlertLowering {
    static func derive(in model: inout ProjectModel) {
        guard let operations = model.environment.operations else { return }
        var alerts = operations.heartbeat == nil ? [] : [heartbeat(operations)]
        var areBackedUp = false
        if case .kubernetes(let platform)? = model.environment.cluster {
            areBackedUp = platform.installation?.backups != nil
        }
        for component in operations.components {
            alerts += ComponentAlerts(component, operations, areBackedUp: areBackedUp).all
        }
        alerts += model.pipelines.concurrentMap { PipelineAlerts($0, operations).all }.flatMap(\.self)
        model.alerts = alerts.map { lingering($0, operations.routes) }
    }

    /// For how long what has happened once is told at most, however long a route waits.
    private static let longestLinger = 86_400
    /// Seconds that a route takes beyond its wait to send a message: an evaluation, and the interval of its group.
    private static let delivery = 600

    /// What has happened once is over before the second tier of an escalation would hear of it, so it goes on for as long
    /// as the slowest route waits.
    private static func lingering(_ alert: AlertModel, _ routes: [AlertRouteModel]) -> AlertModel {
        guard alert.condition.passes != nil,
            let wait = routes.filter({ $0.takes(alert) }).compactMap(\.after).max(), wait > 0
        else { return alert }
        var alert = alert
        alert.lingers = max(alert.lingers, min(wait.addingSaturated(delivery), longestLinger))
        return alert
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
