/// A look at what runs: whether components answer, numbers keep within bounds, or alerts are active.
package struct WatchModel: KindModel {
    package enum Subject: Hashable, Sendable, Codable {
        case components([WatchedComponent])
        case measures([WatchedMeasure])
        case alerts(WatchedAlerts)
    }

    package var subject: Subject

    package init(_ subject: Subject) {
        self.subject = subject
    }

    package mutating func visitTexts(_ visit: (inout RuntimeText) -> Void) {
        switch subject {
        case .components(var components):
            for index in components.indices { components[index].visitTexts(visit) }
            subject = .components(components)
        case .measures(var measures):
            for index in measures.indices { measures[index].visitTexts(visit) }
            subject = .measures(measures)
        case .alerts: break
        }
    }

    package var connections: [String] {
        switch subject {
        case .components(let components): components.compactMap(\.connection)
        case .measures(let measures): measures.compactMap(\.connection)
        case .alerts(let alerts): [alerts.connection]
        }
    }

    package var httpConnections: [String] {
        switch subject {
        case .components(let components): components.filter(\.speaksHTTP).compactMap(\.connection)
        case .measures, .alerts: connections
        }
    }

    package var stores: [String] {
        switch subject {
        case .components(let components): components.compactMap(\.store)
        case .measures(let measures): measures.flatMap(\.stores)
        case .alerts: []
        }
    }

    package var statements: [RuntimeText] {
        switch subject {
        case .components(let components):
            components.compactMap { if case .sql(_, let sql) = $0.way { sql } else { nil } }
        case .measures(let measures): measures.compactMap { if case .sql(_, let sql) = $0.source { sql } else { nil } }
        case .alerts: []
        }
    }

    package var engine: TaskEngine { .jobRunner }

    package var numbers: [NumberModel] {
        guard case .components(let components) = subject else { return [] }
        return components.flatMap { component -> [NumberModel] in
            guard case .kafka(_, _, let brokers) = component.way else { return [] }
            return NumberModel.count("brokers", brokers, upTo: 10_000)
        }
    }

    package var neededTexts: [NeededText] { names.map { NeededText("name", $0) } }

    /// What is looked at, in its order.
    package var names: [String] {
        switch subject {
        case .components(let components): components.map(\.name)
        case .measures(let measures): measures.map(\.name)
        case .alerts: []
        }
    }
}

/// A part of a platform and how it is asked whether it is well.
package struct WatchedComponent: Hashable, Sendable, Codable {
    package enum Way: Hashable, Sendable, Codable {
        /// A status from 200 to 299, and these values of a JSON object.
        case http(connection: String, path: RuntimeText, expected: [ConfigurationEntry])
        /// It takes connections.
        case tcp(connection: String)
        /// A query whose first row holds only true values.
        case sql(store: String, RuntimeText)
        /// By Kafka's protocol: so many brokers, and a leader of each partition of these topics.
        case kafka(connection: String, topics: [String], brokers: Int)
        /// What Airflow's API says of its parts.
        case airflow(connection: String, path: RuntimeText, parts: [String])
    }

    package var name: String
    package var way: Way

    package init(name: String, way: Way) {
        self.name = name
        self.way = way
    }

    package mutating func visitTexts(_ visit: (inout RuntimeText) -> Void) {
        switch way {
        case .http(let connection, var path, let expected):
            visit(&path)
            way = .http(connection: connection, path: path, expected: expected)
        case .sql(let store, var sql):
            visit(&sql)
            way = .sql(store: store, sql)
        case .airflow(let connection, var path, let parts):
            visit(&path)
            way = .airflow(connection: connection, path: path, parts: parts)
        case .tcp, .kafka: break
        }
    }

    package var connection: String? {
        switch way {
        case .http(let id, _, _), .tcp(let id), .kafka(let id, _, _), .airflow(let id, _, _): id
        case .sql: nil
        }
    }

    package var store: String? { if case .sql(let store, _) = way { store } else { nil } }

    var speaksHTTP: Bool {
        switch way {
        case .http, .airflow: true
        case .tcp, .sql, .kafka: false
        }
    }
}

/// A number of the platform and its bounds.
package struct WatchedMeasure: Hashable, Sendable, Codable {
    package enum Source: Hashable, Sendable, Codable {
        /// Seconds by which the newest row of a dataset is older than that of another, or than now.
        case lag(DatasetModel, timeColumn: String, behind: DatasetModel?, otherColumn: String?)
        /// The first value of a query's first row.
        case sql(store: String, RuntimeText)
        /// The largest value of a query's series in a Prometheus.
        case prometheus(connection: String, RuntimeText)
    }

    package var name: String
    package var source: Source
    /// Decimal literals; at least one is given.
    package var atLeast: String?
    package var atMost: String?
    /// Behind the number, such as `s`.
    package var unit: String

    package init(name: String, source: Source, atLeast: String?, atMost: String?, unit: String) {
        self.name = name
        self.source = source
        self.atLeast = atLeast
        self.atMost = atMost
        self.unit = unit
    }

    package mutating func visitTexts(_ visit: (inout RuntimeText) -> Void) {
        switch source {
        case .lag: break
        case .sql(let store, var sql):
            visit(&sql)
            source = .sql(store: store, sql)
        case .prometheus(let connection, var query):
            visit(&query)
            source = .prometheus(connection: connection, query)
        }
    }

    package var connection: String? { if case .prometheus(let id, _) = source { id } else { nil } }

    package var stores: [String] {
        switch source {
        case .lag(let dataset, _, let other, _): [dataset.store] + (other.map { [$0.store] } ?? [])
        case .sql(let store, _): [store]
        case .prometheus: []
        }
    }
}

/// Alerts of an Alertmanager that must not be active; what is silenced or inhibited is not.
package struct WatchedAlerts: Hashable, Sendable, Codable {
    package var connection: String
    /// Matchers of Alertmanager, such as `severity="critical"`, of which all hold.
    package var filters: [String]
    /// Names of alerts that are always active.
    package var ignored: [String]

    package init(connection: String, filters: [String], ignored: [String]) {
        self.connection = connection
        self.filters = filters
        self.ignored = ignored
    }
}
