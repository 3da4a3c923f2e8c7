package import PipelineModel

/// An environment as it is on one machine: the same pipelines, rules and routes, with what runs here in place of the
/// cluster's parts.
package struct LocalEnvironment {
    package let model: EnvironmentModel

    /// - Throws: `NoLocalOrchestrator` when what runs its pipelines cannot run here.
    package init(_ environment: EnvironmentModel, folder: LocalFolder, ports: LocalPorts) throws(NoLocalOrchestrator) {
        var model = environment
        switch environment.orchestrator {
        case .airflow(var airflow):
            guard airflow.version == .v3_3 else {
                throw NoLocalOrchestrator(
                    environment: environment.name, orchestrator: "Airflow \(airflow.version.rawValue)")
            }
            airflow.tree = RuntimeText(folder.tree)
            model.orchestrator = .airflow(airflow)
        case .stepFunctions:
            throw NoLocalOrchestrator(environment: environment.name, orchestrator: "Step Functions")
        }
        model.operations = environment.operations.map { Self.operations($0, ports) }
        model.data.results = Self.results(environment, folder, ports)
        // Nothing is installed on a cluster, and no table is captured.
        if case .kubernetes(var cluster)? = environment.cluster {
            cluster.installation = nil
            model.cluster = .kubernetes(cluster)
        }
        self.model = model
    }

    /// Results are pushed to the gateway of this machine, where there is one, and lie in its folder.
    private static func results(
        _ environment: EnvironmentModel, _ folder: LocalFolder, _ ports: LocalPorts
    ) -> ResultsModel? {
        guard environment.operations?.components.contains(where: { $0.kind == "pushgateway" }) == true else {
            return environment.data.results
        }
        var results = environment.data.results ?? ResultsModel(folder: RuntimeText(folder.results))
        results.folder = RuntimeText(folder.results)
        results.address = nil
        results.pushgateway = RuntimeText(ports.url(.pushgateway))
        return results
    }

    private static func operations(_ declared: OperationsModel, _ ports: LocalPorts) -> OperationsModel {
        var operations = declared
        operations.components = declared.components.compactMap { component($0, ports) }
        let names = Set(operations.components.map(\.name))
        for index in operations.components.indices {
            operations.components[index].dependencies.removeAll { !names.contains($0) }
        }
        operations.thresholds.throughput.removeAll { !names.contains($0.component) }
        operations.maintenance = declared.maintenance.map { window in
            var window = window
            window.components.removeAll { !names.contains($0) }
            return window
        }
        operations.routes = declared.routes.map { route in
            var route = route
            route.receiver = receiver(route.receiver, ports)
            return route
        }
        operations.heartbeat = declared.heartbeat.map { receiver($0, ports) }
        operations.mail = nil
        operations.orchestratorURL = ports.url(.airflow)
        operations.scrapeInterval = 5
        return operations
    }

    /// Nil for what does not run here.
    private static func component(_ declared: ComponentModel, _ ports: LocalPorts) -> ComponentModel? {
        guard let place = place(of: declared.kind) else { return nil }
        var component = declared
        component.instances = 1
        component.connections = []
        if let purpose = place.metrics, component.scrape != nil {
            component.scrape?.targets = [ports.address(purpose)]
        }
        return component
    }

    private struct Place {
        /// Where its metrics are read; nil when another component shows them.
        let metrics: LocalPorts.Purpose?
    }

    private static func place(of kind: String) -> Place? {
        switch kind {
        case "airflow-scheduler", "airflow-api-server", "airflow-dag-processor", "airflow-triggerer":
            Place(metrics: nil)
        case "statsd-exporter": Place(metrics: .metrics)
        case "dag-sync": Place(metrics: .sync)
        case "prometheus": Place(metrics: .prometheus)
        case "alertmanager": Place(metrics: .alertmanager)
        case "pushgateway": Place(metrics: .pushgateway)
        default: nil
        }
    }

    /// Whoever it is, the message is shown on this machine, under the receiver's name.
    private static func receiver(_ declared: ReceiverModel, _ ports: LocalPorts) -> ReceiverModel {
        let name = declared.name.utf8.map { byte in
            let isPlain =
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                || "-_.".utf8.contains(byte)
            return isPlain ? String(UnicodeScalar(byte)) : "%" + String(byte, radix: 16, uppercase: true)
        }.joined()
        return ReceiverModel(
            name: declared.name, channels: [.webhook(url: "\(ports.url(.receiver))/\(name)", tokenFile: nil)])
    }
}

/// The pipelines of an environment cannot run on one machine.
package struct NoLocalOrchestrator: Error, CustomStringConvertible {
    let environment: String
    let orchestrator: String

    package var description: String {
        "environment `\(environment)` has \(orchestrator), and a local platform runs Airflow 3; "
            + "name an environment with Airflow 3 by --environment"
    }
}
