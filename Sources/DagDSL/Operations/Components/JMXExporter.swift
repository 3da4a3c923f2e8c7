import PipelineModel

/// The exporter that reads what a Java program shows of itself and makes metrics of it. It is no component of its own.
///
/// Source: https://github.com/prometheus/jmx_exporter
enum JMXExporter {
    /// How the program beside it opens its numbers to its own pod alone.
    static let options = [
        "-Dcom.sun.management.jmxremote.port=9999", "-Dcom.sun.management.jmxremote.rmi.port=9999",
        "-Dcom.sun.management.jmxremote.host=127.0.0.1", "-Djava.rmi.server.hostname=127.0.0.1",
        "-Dcom.sun.management.jmxremote.authenticate=false", "-Dcom.sun.management.jmxremote.ssl=false",
    ].joined(separator: " ")

    static let companion: CompanionModel = {
        var companion = CompanionModel(
            name: "jmx-exporter", image: "bitnami/jmx-exporter:1.5.0", resources: .small(48, limit: 96))
        companion.arguments = ["9404", "/etc/jmx-exporter/rules.yaml"]
        companion.ports = [PortModel("metrics", 9404, .metrics)]
        return companion
    }()

    /// - Parameter rules: how names of the program become names of metrics; nobody else knows them, so metrics and rules
    ///   stand in one file.
    static func rules(_ rules: String) -> WorkloadFile {
        WorkloadFile(
            "/etc/jmx-exporter/rules.yaml",
            """
            hostPort: 127.0.0.1:9999
            lowercaseOutputName: true
            rules:
            \(rules)
            """)
    }
}
