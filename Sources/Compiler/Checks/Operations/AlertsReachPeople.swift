import Diagnostics
import PipelineModel

/// Each alert is taken by a route, each route leads to somebody, and none waits for longer than an alert lasts.
enum AlertsReachPeople: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        guard let operations = project.model.environment.operations else { return }
        checkAlerts(project, operations, &report)
        checkReceivers(project, operations, &report)
        checkWaits(project, operations, &report)
    }

    private static func checkWaits(
        _ project: CheckContext, _ operations: OperationsModel, _ report: inout DiagnosticReport
    ) {
        var told: Set<[String]> = []
        for route in operations.routes {
            guard let wait = route.after else { continue }
            guard wait > 0 else {
                report.add(
                    .escalationBeyondAlert, "the route to `\(route.receiver.name)` waits for \(wait) s",
                    at: project.operations, fix: "take `after:` out, or name a time")
                continue
            }
            for alert in project.model.alerts {
                guard route.takes(alert), let lasts = alert.lasts, lasts <= wait,
                    told.insert([route.receiver.name, alert.name]).inserted
                else { continue }
                report.add(
                    .escalationBeyondAlert,
                    "the route to `\(route.receiver.name)` waits for \(wait.lengthOfTime), and `\(alert.name)` is over after \(lasts.lengthOfTime)",
                    at: project.operations, fix: "let it wait for less than \(lasts.lengthOfTime)")
            }
        }
    }

    private static func checkAlerts(
        _ project: CheckContext, _ operations: OperationsModel, _ report: inout DiagnosticReport
    ) {
        var told: Set<[String]> = []
        for alert in project.model.alerts where alert.condition != .always {
            guard !operations.routes.contains(where: { $0.takes(alert) }),
                told.insert([alert.severity.rawValue, alert.team]).inserted
            else { continue }
            report.add(
                .unheardAlert,
                "nobody hears of `\(alert.name)` of \(alert.subject.words), \(alert.severity.rawValue) for team `\(alert.team)`",
                at: project.operations,
                fix: "add a route for the severity or the team, or one that takes all: `AlertRoute(to: …)`")
        }
    }

    private static func checkReceivers(
        _ project: CheckContext, _ operations: OperationsModel, _ report: inout DiagnosticReport
    ) {
        var known: Set<String> = []
        for receiver in operations.routes.map(\.receiver) + [operations.heartbeat].compactMap(\.self)
        where known.insert(receiver.name).inserted {
            if receiver.channels.isEmpty {
                report.add(
                    .routeToNowhere, "receiver `\(receiver.name)` has no channel", at: project.operations,
                    fix: "give it one, such as `.slack(…)` or `.pagerDuty(…)`")
            }
            let mails = receiver.channels.contains { if case .email = $0 { true } else { false } }
            if mails, operations.mail == nil {
                report.add(
                    .routeToNowhere, "receiver `\(receiver.name)` hears by mail, and there is no mail server",
                    at: project.operations, fix: "name it: `mail: MailServer(…)`")
            }
        }
    }
}

extension AlertSubject {
    /// As a sentence names it.
    var words: String {
        switch self {
        case .pipeline(let id): "pipeline `\(id)`"
        case .component(let name): "component `\(name)`"
        case .monitoring: "monitoring"
        }
    }
}
