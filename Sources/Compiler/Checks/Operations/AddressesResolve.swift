import Diagnostics
import PipelineModel

/// Names of components are resolved where they are used. In its own namespace a component is found by its name, in any
/// other one only with the namespace behind it.
///
/// Source: https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
enum AddressesResolve: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        guard let operations = project.model.environment.operations,
            case .kubernetes(let platform)? = project.model.environment.cluster, platform.installation != nil
        else { return }
        let homes = Dictionary(
            operations.components.compactMap { component in
                component.runsAs == .external ? nil : component.workload.map { (component.name, $0.namespace) }
            }, uniquingKeysWith: { first, _ in first })
        var told: Set<String> = []
        for use in uses(project, operations) {
            guard let address = Address(use.address), let home = homes[address.name],
                !address.isFound(at: home, from: use.namespace), told.insert("\(use.who) \(use.address)").inserted
            else { continue }
            report.add(
                .unresolvedAddress,
                "\(use.who) in namespace `\(use.namespace)` cannot resolve `\(use.address)`: `\(address.name)` is in namespace `\(home)`",
                at: use.isComponent ? project.operations : project.environment,
                fix: "name the namespace: `\(address.name).\(home)`")
        }
    }

    private struct Use {
        let who: String
        let namespace: String
        let address: String
        let isComponent: Bool
    }

    private static func uses(_ project: CheckContext, _ operations: OperationsModel) -> [Use] {
        let environment = project.model.environment
        var uses: [Use] = []
        for component in operations.components {
            guard let workload = component.workload, component.runsAs != .external else { continue }
            uses += workload.texts.flatMap { $0.split(separator: ",") }.map {
                Use(
                    who: "component `\(component.name)`", namespace: workload.namespace, address: String($0),
                    isComponent: true)
            }
        }
        if let gateway = environment.data.results?.pushgateway?.known {
            let namespace = ClusterBudget.tasksNamespace(operations)
            uses.append(Use(who: "tasks", namespace: namespace, address: gateway, isComponent: false))
        }
        guard let platform = environment.streaming, !project.model.streams.isEmpty else { return uses }
        var addresses = platform.brokers.addresses
        if case .avro(let registry) = platform.converter { addresses.append(registry) }
        var places: [(who: String, namespace: String)] = []
        if case .kubernetes(let cluster)? = environment.data.spark?.submission {
            places.append(("jobs of streams", cluster.namespace))
        }
        if let connect = operations.components.first(where: { $0.kind == "kafka-connect" })?.workload {
            places.append(("connectors", connect.namespace))
        }
        return uses
            + places.flatMap { place in
                addresses.map {
                    Use(who: place.who, namespace: place.namespace, address: $0, isComponent: false)
                }
            }
    }
}

/// The host of `http://kafka.data:9092/path` or `kafka:9092`, as its first two labels.
private struct Address {
    let name: String
    let namespace: String?

    /// Nil for what is no address with a port or a scheme, as a bare word may be anything.
    init?(_ text: String) {
        let scheme = text.firstRange(of: "://")
        let rest = scheme.map { text[$0.upperBound...] } ?? text[...]
        let host = rest.prefix { $0 != ":" && $0 != "/" }
        let isPort = rest.dropFirst(host.count).first == ":"
        guard scheme != nil || isPort, !host.isEmpty else { return nil }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        name = labels[0]
        namespace = labels.count > 1 ? labels[1] : nil
    }

    func isFound(at home: String, from place: String) -> Bool { (namespace ?? place) == home }
}

extension WorkloadModel {
    /// Values of its own and its companions' variables that are written out.
    fileprivate var texts: [String] {
        (variables + companions.flatMap(\.variables)).compactMap { variable in
            if case .text(_, let value) = variable { value } else { nil }
        }
    }
}
