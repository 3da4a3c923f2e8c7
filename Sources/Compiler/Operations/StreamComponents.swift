import PipelineModel

/// What watches streams, beside the components that an environment names: for each captured database an exporter of its
/// slots, and for each stream its job.
enum StreamComponents {
    static func derive(in model: inout ProjectModel) {
        guard let operations = model.environment.operations, let platform = model.environment.streaming else { return }
        var derived: [ComponentModel] = []
        for server in platform.databases {
            let streams = model.streams.filter { $0.database.name == server.database }
            guard !streams.isEmpty else { continue }
            derived.append(CapturedLog(server: server, streams: streams, workers: operations.connectWorkers).component)
        }
        if let gateway = operations.pushgateway {
            derived += model.streams.compactMap { WatchedStream(stream: $0, gateway: gateway.name).component }
        }
        for worker in operations.connectWorkers.prefix(1) {
            guard let index = operations.components.firstIndex(where: { $0.name == worker.name }) else { continue }
            let alerts = model.streams.flatMap { DeclaredConnectors(stream: $0, worker: worker.name).alerts }
            model.environment.operations?.components[index].alerts += alerts
        }
        let names = Set(operations.components.map(\.name))
        model.environment.operations?.components += derived.filter { !names.contains($0.name) }
    }
}

extension MetricModel {
    /// A gauge of things.
    static func gauge(_ name: String, _ help: String, unit: Unit = .count, labels: [String]) -> MetricModel {
        MetricModel(name: name, kind: .gauge, unit: unit, labels: labels, help: help)
    }
}
