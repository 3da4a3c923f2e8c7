import Diagnostics
import PipelineModel

/// On an installed platform all is refused but for what components say of each other. What pipelines and streams use there
/// is said too.
enum UsesAreAllowed: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        guard let operations = project.model.environment.operations,
            case .kubernetes(let platform)? = project.model.environment.cluster, platform.installation != nil
        else { return }
        let installed = operations.components.filter { $0.runsAs != .external && $0.workload != nil }
        for (words, fix) in connections(project, installed) + streams(project, installed) {
            report.add(.refusedUse, words, at: project.operations, fix: fix)
        }
    }

    private typealias Problem = (words: String, fix: String)

    /// A connection that is called like a component leads to it, and tasks reach only what serves theirs.
    private static func connections(_ project: CheckContext, _ installed: [ComponentModel]) -> [Problem] {
        let environment = project.model.environment
        let tasks = project.pipelines.flatMap(\.tasks)
        let used = Set(tasks.flatMap { $0.model.connections(in: environment) })
        let served = Set((environment.operations?.components ?? []).flatMap(\.connections))
        return used.subtracting(served).sorted().compactMap { connection in
            let name = String(connection.map { $0 == "_" ? "-" : $0 })
            guard let component = installed.first(where: { $0.name == name }), component.workload?.servesTasks == false
            else { return nil }
            return (
                "tasks use connection `\(connection)`, and component `\(name)` does not serve it, so that they are refused",
                "add `.serves(…)` with the connection to `\(name)`, or call the connection otherwise if it leads elsewhere"
            )
        }
    }

    /// Connectors reach brokers, the registry of schemas and the buckets of archives.
    private static func streams(_ project: CheckContext, _ installed: [ComponentModel]) -> [Problem] {
        guard let platform = project.model.environment.streaming, !project.model.streams.isEmpty,
            let connect = installed.first(where: { $0.kind == "kafka-connect" }), let workload = connect.workload
        else { return [] }
        var hosts = platform.brokers.addresses.map(host)
        if case .avro(let registry) = platform.converter { hosts.append(host(of: registry)) }
        let said = connect.dependencies + workload.talksTo
        let names = Set(installed.map(\.name)).subtracting(said)
        var problems: [Problem] = Set(hosts).intersection(names).sorted().map { name in
            (
                "connectors of `\(connect.name)` use `\(name)`, which the component does not say, so that they are refused",
                "add `.needs(\"\(name)\")` to `\(connect.name)`"
            )
        }
        let archives = project.model.streams.contains { !$0.archivedTables.isEmpty }
        if archives, !workload.outside.contains(where: { $0.ports.contains(443) }) {
            problems.append(
                (
                    "a connector of `\(connect.name)` writes to a bucket, which the component does not reach",
                    "add `.reaches(\"the archive's buckets\", ports: 443)` to `\(connect.name)`"
                ))
        }
        return problems
    }

    /// The first label of the host of an address with or without a scheme.
    private static func host(of address: String) -> String {
        let rest = address.firstRange(of: "://").map { address[$0.upperBound...] } ?? address[...]
        return String(rest.prefix { $0 != ":" && $0 != "/" && $0 != "." })
    }
}
