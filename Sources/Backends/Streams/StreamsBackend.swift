import BackendInterface
import CodeModels
package import Compiler
import PipelineModel
package import Workspace

/// Streams: SQL for the database, connectors, topics and schemas, tables of lake, speed layer and warehouse, the job that
/// fills them, and the view over both layers.
package struct StreamsBackend: Backend {
    package let name = "streams"
    package let folders = ["streams"]

    package init() {}

    /// What holds for streams beside what holds for pipelines: all of this module, found by the build.
    package static let checks: [any Check.Type] = allChecks

    package func emit(_ project: CheckedProject) -> [Artifact] {
        let model = project.model
        guard let platform = model.environment.streaming, !model.streams.isEmpty else { return [] }
        let group = model.environment.operations?.connectWorkers.first?.name ?? "\(model.name)-connect"
        let worker = WorkerSettings.properties(of: platform, group: group)
        var shared = [
            Artifact("streams/worker.properties", bytes: Array(worker.text.utf8), by: self, from: model.name)
        ]
        if model.streams.contains(where: \.hasJob) {
            shared.append(
                Artifact("streams/stream_job.py", bytes: PackageResources.stream_job_py, by: self, from: model.name))
            if case .kubernetes(let cluster)? = model.environment.data.spark?.submission {
                let program = StreamApplication.program(in: cluster.namespace)
                shared.append(Artifact("streams/stream_job.yaml", yaml: program, by: self, from: model.name))
            }
        }
        let disks = BrokerDisks(model.environment, model.streams)
        return shared
            + model.streams.flatMap { stream -> [Artifact] in
                guard let server = platform.database(named: stream.database.name) else {
                    preconditionFailure("a checked project says where the database of each stream is")
                }
                return StreamFiles(
                    stream: stream, platform: platform, server: server, environment: model.environment, disks: disks
                ).all.map { file in
                    Artifact("streams/\(stream.id)/\(file.path)", bytes: file.bytes, by: self, from: stream.id)
                }
            }
    }
}
