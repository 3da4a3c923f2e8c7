/// What watches over an environment: the components, what is too much, and who hears of it.
package struct OperationsModel: Hashable, Sendable, Codable {
    package var components: [ComponentModel]
    /// Who answers for components that nobody else answers for.
    package var team: String
    package var thresholds: ThresholdsModel
    /// What every pipeline promises that does not say otherwise.
    package var objectives: [ObjectiveModel]
    package var routes: [AlertRouteModel]
    /// Whom the silence of the monitoring itself reaches: something outside of the environment.
    package var heartbeat: ReceiverModel?
    package var hours: [HoursModel]
    package var maintenance: [MaintenanceWindowModel]
    package var mail: MailServerModel?
    /// Where the pages for alerts are read, without a slash at the end.
    package var runbooks: String
    /// Where the orchestrator is opened in a browser, without a slash at the end.
    package var orchestratorURL: String?
    /// Seconds between two readings of each metric.
    package var scrapeInterval: Int
    /// How many series there may be.
    package var seriesBudget: Int
    /// Nil where nobody says what anything costs.
    package var prices: PricesModel?

    package init(components: [ComponentModel], team: String, runbooks: String) {
        self.components = components
        self.team = team
        self.runbooks = runbooks
        thresholds = ThresholdsModel()
        objectives = []
        routes = []
        hours = []
        maintenance = []
        scrapeInterval = 30
        seriesBudget = 100_000
    }

    /// What keeps what jobs found out until it is read.
    package var pushgateway: ComponentModel? { components.first { $0.kind == "pushgateway" } }
    package func component(named name: String) -> ComponentModel? { components.first { $0.name == name } }

    /// Seconds for which Prometheus keeps what it has read; nil where none is declared.
    package var retention: Int? { components.first { $0.kind == "prometheus" }?.storage?.retention }
}

/// The server that takes mail.
package struct MailServerModel: Hashable, Sendable, Codable {
    /// Host and port.
    package var address: String
    package var sender: String
    package var user: String?
    package var passwordFile: String?
    package var requiresTLS: Bool

    package init(address: String, sender: String, user: String?, passwordFile: String?, requiresTLS: Bool) {
        self.address = address
        self.sender = sender
        self.user = user
        self.passwordFile = passwordFile
        self.requiresTLS = requiresTLS
    }
}
