import CommandLine
import SyncEngine

/// `NAME=SEVERITY`: how severe a class of failure or a condition is.
struct SeverityRule: ArgumentValue {
    static let placeholder = "NAME=SEVERITY"
    let name: String
    let severity: Alert.Severity

    init(argument: String) throws(InvalidArgument) {
        let (name, severity) = try splitRule(argument)
        guard AlertSeverities.names.contains(name) else {
            throw InvalidArgument("expected one of \(AlertSeverities.names.joined(separator: ", ")) before the =")
        }
        self.name = name
        self.severity = severity
    }

    var argument: String { "\(name)=\(severity.rawValue)" }
}

/// `CHANNEL=SEVERITY`: the mildest that a channel is told of.
struct ChannelMinimum: ArgumentValue {
    static let placeholder = "CHANNEL=SEVERITY"
    /// One of the names of `AlertChannels`.
    let channel: String
    let severity: Alert.Severity

    init(argument: String) throws(InvalidArgument) {
        let (name, severity) = try splitRule(argument)
        let names = AlertChannels.all.map { $0.name }
        guard names.contains(name) else {
            throw InvalidArgument("expected one of \(names.joined(separator: ", ")) before the =")
        }
        channel = name
        self.severity = severity
    }

    var argument: String { "\(channel)=\(severity.rawValue)" }
}

private func splitRule(_ argument: String) throws(InvalidArgument) -> (name: String, severity: Alert.Severity) {
    let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, let severity = Alert.Severity(rawValue: parts[1]) else {
        let names = Alert.Severity.allCases.map(\.rawValue).joined(separator: ", ")
        throw InvalidArgument("expected NAME=SEVERITY, the severity one of \(names)")
    }
    return (parts[0], severity)
}
