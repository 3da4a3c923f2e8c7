import Diagnostics
import PipelineModel

/// The workers of Kafka Connect on an installed platform have what the connectors of its streams name: plugins, and the
/// folders of secrets.
enum WorkersRunConnectors: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        let environment = project.model.environment
        guard let streaming = environment.streaming, !project.model.streams.isEmpty,
            case .kubernetes(let cluster)? = environment.cluster, cluster.installation != nil
        else { return }
        for component in environment.operations?.components ?? [] where component.kind == "kafka-connect" {
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
