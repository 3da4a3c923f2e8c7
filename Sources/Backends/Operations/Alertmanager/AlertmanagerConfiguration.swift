import CodeModels
import PipelineModel

/// The configuration of Alertmanager, as 0.25 and later read it.
///
/// Source: https://prometheus.io/docs/alerting/latest/configuration/
struct AlertmanagerConfiguration {
    let operations: OperationsModel
    let alerts: [AlertModel]
    let dependencies: DependencyGraph

    var document: Document {
        var fields: [(key: String, value: Document)] = [
            ("global", global), ("route", route), ("receivers", .array(receivers)),
        ]
        let hours = self.hours
        if !hours.isEmpty { fields.append(("time_intervals", .array(hours.map(TimeInterval.document)))) }
        fields.append(("inhibit_rules", .array(inhibition)))
        return .object(DocumentObject(fields))
    }

    private var global: Document {
        guard let mail = operations.mail else { return ["resolve_timeout": "5m"] }
        var fields: [(key: String, value: Document)] = [
            ("resolve_timeout", "5m"), ("smtp_smarthost", .string(mail.address)), ("smtp_from", .string(mail.sender)),
        ]
        if let user = mail.user { fields.append(("smtp_auth_username", .string(user))) }
        if let file = mail.passwordFile { fields.append(("smtp_auth_password_file", .string(file))) }
        fields.append(("smtp_require_tls", .bool(mail.requiresTLS)))
        return .object(DocumentObject(fields))
    }

    private var hours: [HoursModel] {
        (operations.hours + operations.maintenance.map(\.hours)).reduce(into: []) { known, next in
            if !known.contains(next) { known.append(next) }
        }
    }

    // Routes.

    /// What no declared alert gets to: whoever hears of all, or the first one named.
    private var root: String {
        let all = operations.routes.first { $0.severity == nil && $0.team == nil }
        guard let route = all ?? operations.routes.first else { preconditionFailure("no routes, no configuration") }
        return route.receiver.name
    }

    private var route: Document {
        var children: [Document] = []
        if let heartbeat = operations.heartbeat {
            children.append([
                "receiver": .string(heartbeat.name), "matchers": [.string(matcher("alertname", "Watchdog"))],
                "group_wait": "0s", "group_interval": "1m", "repeat_interval": "1m",
            ])
        }
        children += operations.routes.map(child)
        return [
            "receiver": .string(root),
            // Many pipelines that break at once are one message to their team.
            "group_by": .array(Self.together.map { .string($0) }), "group_wait": "30s", "group_interval": "5m",
            "repeat_interval": "4h", "routes": .array(children),
        ]
    }

    /// What alerts that make one message have in common.
    private static let together = ["alertname", "severity", "team"]
    /// What alerts that make one incident have in common: to a pager, a group whose first alert goes on is an incident that
    /// is known, and what joins it calls nobody. A later tier would hear of what joins before its time.
    private static let apart = together + ["component", "pipeline"]

    private func child(_ route: AlertRouteModel) -> Document {
        var fields: [(key: String, value: Document)] = [("receiver", .string(route.receiver.name))]
        var matchers: [String] = []
        if let severity = route.severity { matchers.append(matcher("severity", severity.rawValue)) }
        if let team = route.team { matchers.append(matcher("team", team)) }
        if !matchers.isEmpty { fields.append(("matchers", .array(matchers.map { .string($0) }))) }
        if route.receiver.opensIncidents || route.after != nil {
            fields.append(("group_by", .array(Self.apart.map { .string($0) })))
        }
        if let time = route.after {
            fields.append(("group_wait", .string(PromQLDuration(seconds: time).description)))
        } else if route.severity == .critical {
            fields.append(("group_wait", "10s"))
        }
        if let hours = route.hours { fields.append(("active_time_intervals", [.string(hours)])) }
        let children = passing(route) + muted(in: route.hours)
        if !children.isEmpty { fields.append(("routes", .array(children))) }
        // Others may want the same alert.
        fields.append(("continue", true))
        return .object(DocumentObject(fields))
    }

    /// What has happened once and is over before the hours of a route begin goes there at once, or nobody there would ever
    /// hear of it; a message waits for its reader by itself. A pager does not ring outside of its hours.
    private func passing(_ route: AlertRouteModel) -> [Document] {
        guard route.hours != nil, !route.receiver.opensIncidents else { return [] }
        let names = alerts.filter { route.takes($0) && $0.condition.passes != nil }.map(\.name).distinct.sorted()
        guard !names.isEmpty else { return [] }
        var fields: [(key: String, value: Document)] = [("matchers", [oneOf("alertname", names)])]
        let muted = self.muted(in: nil)
        if !muted.isEmpty { fields.append(("routes", .array(muted))) }
        return [.object(DocumentObject(fields))]
    }

    /// What is worked on at times. A route inherits no hours from the one above it.
    private func muted(in hours: String?) -> [Document] {
        var windows: [(label: String, subject: String, hours: [String])] = []
        for window in operations.maintenance {
            let subjects = window.components.map { ("component", $0) } + window.pipelines.map { ("pipeline", $0) }
            for (label, subject) in subjects {
                if let known = windows.firstIndex(where: { $0.label == label && $0.subject == subject }) {
                    windows[known].hours.append(window.hours.name)
                } else {
                    windows.append((label, subject, [window.hours.name]))
                }
            }
        }
        return windows.map { window in
            var fields: [(key: String, value: Document)] = [
                ("matchers", [.string(matcher(window.label, window.subject))]),
                ("mute_time_intervals", .array(window.hours.map { .string($0) })),
            ]
            if let hours { fields.append(("active_time_intervals", [.string(hours)])) }
            return .object(DocumentObject(fields))
        }
    }

    // Silence.

    private var inhibition: [Document] {
        var rules: [Document] = operations.components.filter { $0.liveness.isSeen }.flatMap(silenced)
        // What is down has nothing else to say.
        rules.append([
            "source_matchers": [.string(matcher("alertname", "ComponentDown")), "component=~\".+\""],
            "target_matchers": ["alertname!=\"ComponentDown\"", "component=~\".+\""], "equal": ["component"],
        ])
        // The worse of two alerts of one promise is enough.
        rules.append([
            "source_matchers": [.string(matcher("severity", "critical")), "kind=~\".+\""],
            "target_matchers": ["severity=~\"warning|info\"", "kind=~\".+\""],
            "equal": ["kind", "objective", "pipeline", "component"],
        ])
        return rules
    }

    /// What hangs on a component says nothing while that is down.
    private func silenced(by component: ComponentModel) -> [Document] {
        let source: Document = [
            .string(matcher("alertname", "ComponentDown")), .string(matcher("component", component.name)),
        ]
        let components = dependencies.components(needing: component.name)
        let pipelines = dependencies.pipelines(using: component.name)
        var rules: [Document] = []
        if !components.isEmpty {
            rules.append(["source_matchers": source, "target_matchers": [oneOf("component", components)]])
        }
        if !pipelines.isEmpty {
            rules.append(["source_matchers": source, "target_matchers": [oneOf("pipeline", pipelines)]])
        }
        return rules
    }

    private func matcher(_ label: String, _ value: String) -> String { "\(label)=\(PromQLText.quoted(value))" }

    private func oneOf(_ label: String, _ values: [String]) -> Document {
        let pattern = values == ["*"] ? .anything : PromQLPattern.oneOf(values)
        return .string("\(label)=~\(PromQLText.quoted(pattern.text))")
    }

    // Receivers.

    private var receivers: [Document] {
        let all = operations.routes.map(\.receiver) + [operations.heartbeat].compactMap(\.self)
        var known: [ReceiverModel] = []
        for receiver in all where !known.contains(where: { $0.name == receiver.name }) { known.append(receiver) }
        return known.map { ReceiverDocument.make($0, isHeartbeat: $0 == operations.heartbeat) }
    }
}

/// Hours of a week in Alertmanager's notation.
enum TimeInterval {
    private static let weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]

    static func document(_ hours: HoursModel) -> Document {
        let times: Document = ["start_time": .string(clock(hours.from)), "end_time": .string(clock(hours.to))]
        return [
            "name": .string(hours.name),
            "time_intervals": [
                [
                    "weekdays": .array(hours.weekdays.sorted().map { .string(weekdays[$0]) }), "times": [times],
                    "location": .string(hours.zone),
                ]
            ],
        ]
    }

    private static func clock(_ minutes: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(minutes / 60)):\(two(minutes % 60))"
    }
}
