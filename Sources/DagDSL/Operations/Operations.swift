package import Diagnostics
package import PipelineModel

/// What watches over an environment: what is too much, what every pipeline promises, and who hears of it.
public struct Operations: Sendable {
    package private(set) var model: OperationsModel
    package let location: SourceLocation

    /// - Parameters:
    ///   - team: who answers for components that nobody else answers for.
    ///   - runbooks: where the folder `runbooks` of the generated files is read in a browser.
    ///   - orchestrator: where the orchestrator is opened in a browser.
    ///   - thresholds: from where on components are worth an alert.
    ///   - objectives: what every pipeline promises that makes no promise of the kind itself.
    ///   - routes: who hears of which alerts. An alert goes to every route that takes it.
    ///   - heartbeat: what outside of the environment is told again and again that monitoring works.
    ///   - maintenance: hours in which what is worked on raises no alarm.
    ///   - mail: the server that takes mail.
    ///   - interval: the time between two readings of each metric.
    ///   - series: how many series there may be; more is a finding.
    ///   - prices: what things cost there; without them nothing is said of costs.
    public init(
        team: Owner, runbooks: Name, orchestrator: Name? = nil, thresholds: Thresholds = Thresholds(),
        objectives: [Objective] = [], routes: [AlertRoute] = [], heartbeat: Receiver? = nil,
        maintenance: [MaintenanceWindow] = [], mail: MailServer? = nil, every interval: Duration = .seconds(30),
        series: Int = 100_000, prices: Prices? = nil, file: StaticString = #filePath, line: UInt = #line,
        column: UInt = #column
    ) {
        model = OperationsModel(components: [], team: team.name, runbooks: runbooks.description)
        model.orchestratorURL = orchestrator?.description
        model.thresholds = thresholds.model
        model.objectives = objectives.map(\.model)
        model.routes = routes.map(\.model)
        model.heartbeat = heartbeat?.model
        model.hours = Self.distinct(routes.compactMap { $0.hours?.model })
        model.maintenance = maintenance.map(\.model)
        model.mail = mail?.model
        model.scrapeInterval = interval.wholeSeconds
        model.seriesBudget = series
        model.prices = prices?.model
        location = SourceLocation(file, line, column)
    }

    private static func distinct(_ hours: [HoursModel]) -> [HoursModel] {
        hours.reduce(into: []) { known, next in if !known.contains(next) { known.append(next) } }
    }

    func watching(_ components: [Component]) -> OperationsModel {
        var copy = model
        copy.components = components.map(\.model)
        return copy
    }
}

/// The server that takes mail.
public struct MailServer: Sendable {
    let model: MailServerModel

    /// - Parameters:
    ///   - address: host and port.
    ///   - file: holds the password of `user`.
    public init(_ address: Name, from sender: Name, user: Name? = nil, passwordIn file: Name? = nil, tls: Bool = true) {
        model = MailServerModel(
            address: address.description, sender: sender.description, user: user?.description,
            passwordFile: file?.description, requiresTLS: tls)
    }
}
