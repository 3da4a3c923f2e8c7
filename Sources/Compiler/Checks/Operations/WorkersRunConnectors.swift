import Diagnostics
import PipelineModel

/// The workers of Kafka Connect on an installed platform have what the connectors of its streams name: plugins, and the
/// folders of secrets, and room for their heap.
enum WorkersRunConnectors: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        let environment = project.model.environment
        guard let streaming = environment.streaming, !project.model.streams.isEmpty,
            case .kubernetes(let cluster)? = environment.cluster, cluster.installation != nil
        else { return }
        for component in environment.operations?.connectWorkers ?? [] {
            for (problem, fix) in misfits(streaming.connect, component) {
                report.add(.workerLacks, problem, at: project.operations, fix: fix)
            }
            guard case .manifest(let image) = component.runsAs else { continue }
            if image.hasPrefix(bare), !missing(project, streaming).isEmpty {
                report.add(
                    .workerLacks,
                    "connectors need \(missing(project, streaming)), which the image `\(image)` of `\(component.name)` lacks",
                    at: project.operations,
                    fix: "make an image of it that has them, and name it: `.kafkaConnect(image: \"…\")`")
            }
            for folder in unmounted(project, streaming, component) {
                report.add(
                    .workerLacks,
                    "connectors read secrets in `\(folder)`, where `\(component.name)` has none",
                    at: project.operations,
                    fix: "mount the secret with `username` and `password` there: `.secret(…, mountedAt: \"\(folder)\")`"
                )
            }
        }
    }

    /// Beside its heap a worker takes a third of it for classes, threads and buffers of the network.
    private static func misfits(_ connect: ConnectModel, _ component: ComponentModel) -> [(String, String)] {
        var found: [(String, String)] = []
        if let limit = component.resources?.limitMiB, connect.heapMiB * 4 > limit * 3 {
            found.append(
                (
                    "workers of Connect have a heap of \(connect.heapMiB) MiB, and `\(component.name)` may take \(limit) MiB",
                    "give it \((connect.heapMiB * 4 + 2) / 3) MiB, or say a heap of \(limit * 3 / 4) MiB or less"
                ))
        }
        if let cluster = connect.strimzi {
            found.append(
                (
                    "connectors are made for Strimzi's cluster `\(cluster)`, and `\(component.name)` runs workers beside it",
                    "leave out `strimzi:`, or the component"
                ))
        }
        return found
    }

    /// Debezium's image as it comes. Source: https://github.com/debezium/container-images/tree/main/connect
    private static let bare = "quay.io/debezium/connect:"

    private static func missing(_ project: CheckContext, _ streaming: StreamingPlatformModel) -> String {
        var plugins: [String] = []
        if streaming.converter.hasSchemas { plugins.append("Confluent's Avro converter") }
        if project.model.streams.contains(where: { !$0.archivedTables.isEmpty }) {
            plugins.append("Confluent's sink for S3")
        }
        return plugins.joined(separator: " and ")
    }

    private static func unmounted(
        _ project: CheckContext, _ streaming: StreamingPlatformModel, _ component: ComponentModel
    ) -> [String] {
        let databases = Set(project.model.streams.map(\.database.name))
        let folders = Set(streaming.databases.filter { databases.contains($0.database) }.map(\.secrets))
        return folders.subtracting(component.workload?.secrets.compactMap(\.folder) ?? []).sorted()
    }
}
