/// The ports of loopback that the parts listen on.
package struct LocalPorts: Sendable, Equatable, Codable {
    /// Each with the port that its upstream project documents, which is taken when it is free.
    package enum Purpose: String, CaseIterable, Sendable, Codable {
        case airflow
        case postgres
        case sync = "dag-sync"
        case statsd
        case metrics
        case prometheus
        case alertmanager
        case pushgateway
        case receiver
        case supervisor

        package var usual: UInt16 {
            switch self {
            case .airflow: 8080
            case .postgres: 5432
            case .sync: 9808
            case .statsd: 9125
            case .metrics: 9102
            case .prometheus: 9090
            case .alertmanager: 9093
            case .pushgateway: 9091
            case .receiver: 8025
            case .supervisor: 9001
            }
        }
    }

    private let numbers: [Purpose: UInt16]

    /// - Parameter choose: a free port, different for each purpose.
    package init<Failure: Error>(choose: (Purpose) throws(Failure) -> UInt16) throws(Failure) {
        var numbers: [Purpose: UInt16] = [:]
        for purpose in Purpose.allCases { numbers[purpose] = try choose(purpose) }
        self.numbers = numbers
    }

    package subscript(purpose: Purpose) -> UInt16 {
        guard let number = numbers[purpose] else { preconditionFailure("every purpose has a port") }
        return number
    }

    /// Host and port.
    package func address(_ purpose: Purpose) -> String { "127.0.0.1:\(self[purpose])" }
    package func url(_ purpose: Purpose) -> String { "http://\(address(purpose))" }
}
