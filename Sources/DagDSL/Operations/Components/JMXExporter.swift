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

    static let name = "jmx-exporter"

    static let companion: CompanionModel = {
        var companion = CompanionModel(
            name: name, image: "registry.example.com/jmx-exporter:1.5.0", resources: .small(48, limit: 96))
        companion.arguments = ["9404", "/etc/jmx-exporter/rules.yaml"]
        companion.ports = [PortModel("metrics", 9404, .metrics)]
        return companion
    }()

    /// The exporter matches each pattern with `BEAN<KEYS><>ATTRIBUTE: VALUE`, so a group that ends one must not take the
    /// value, too.
    ///
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

extension Component {
    /// The image of the exporter beside a Java program, in place of `registry.example.com/jmx-exporter:1.5.0`.
    ///
    /// Nobody publishes one, so that a project makes its own, of a Java and the exporter's one file:
    ///
    ///     FROM eclipse-temurin:21-jre
    ///     ADD https://github.com/prometheus/jmx_exporter/releases/download/1.5.0/jmx_prometheus_standalone-1.5.0.jar /jmx.jar
    ///     ENTRYPOINT ["java", "-jar", "/jmx.jar"]
    ///
    /// A component that is no Java program stays as it is.
    public func jmxExporter(image: Name) -> Component {
        with {
            guard var workload = $0.workload else { return }
            for index in workload.companions.indices where workload.companions[index].name == JMXExporter.name {
                workload.companions[index].image = image.description
            }
            $0.workload = workload
        }
    }
}
