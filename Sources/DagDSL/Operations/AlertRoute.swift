package import PipelineModel

/// Which alerts a receiver gets. Each alert goes to every route that takes it.
public struct AlertRoute: Sendable {
    package private(set) var model: AlertRouteModel
    let hours: Hours?

    /// Alerts of a severity, of a team's pipelines and components, or of both; by default all.
    ///
    /// - Parameters:
    ///   - hours: the hours in which they go there; outside of them they wait as long as they go on. What has happened once,
    ///     such as a run that failed, does not go on: mail and chat get it at once, a pager not at all.
    ///   - time: for how long they must go on before they go there: the next tier of an escalation.
    public init(
        _ severity: Alert.Severity? = nil, of team: Owner? = nil, to receiver: Receiver, in hours: Hours? = nil,
        after time: Duration? = nil
    ) {
        model = AlertRouteModel(
            severity: severity?.model, team: team?.name, receiver: receiver.model, hours: hours?.model.name,
            after: time?.wholeSeconds)
        self.hours = hours
    }
}

/// Hours of a week by a zone's clocks.
public struct Hours: Sendable {
    package let model: HoursModel
    let problems: [Schedule.Problem]

    /// From one time to another on some days. Hours do not go past midnight; write two for that.
    public init(
        _ name: Name, on days: [Weekday], from start: TimeOfDay, to end: TimeOfDay, in zone: TimeZone
    ) {
        model = HoursModel(
            name: name.description, weekdays: days.map(\.rawValue), from: start.hour * 60 + start.minute,
            to: end.hour * 60 + end.minute, zone: zone.name)
        problems = start.problems + end.problems
    }
}

extension [Weekday] {
    /// From Monday to Friday.
    public static let workdays: [Weekday] = [.monday, .tuesday, .wednesday, .thursday, .friday]
}

/// Hours in which components and pipelines are worked on and raise no alarm.
public struct MaintenanceWindow: Sendable {
    package let model: MaintenanceWindowModel

    /// Components by their names, pipelines by their ids.
    public init(_ hours: Hours, components: [Name] = [], pipelines: [PipelineID] = []) {
        model = MaintenanceWindowModel(
            hours: hours.model, components: components.map(\.description), pipelines: pipelines.map(\.description))
    }
}
