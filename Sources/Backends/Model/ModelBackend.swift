import BackendInterface
import CodeModels
package import Compiler
import PipelineModel
package import Workspace

/// The checked model beside the files that were made from it.
///
/// A tree so says what it means, not only what Airflow reads: `dagc plan` compares models, whoever has generated the
/// tree and wherever its sources are. A task or an edge has a line of its own, so that a difference of the files is
/// readable too. No place in the sources is in it.
package struct ModelBackend: Backend {
    package let name = "model"
    package let folders = ["model"]

    package init() {}

    package func emit(_ project: CheckedProject) -> [Artifact] {
        let model = project.model
        let pipelines = Array(zip(model.pipelines, project.graphs)).concurrentMap { pipeline, graph in
            artifact("pipelines/\(pipeline.id)", of: pipeline.id, PipelineDocument.make(pipeline, graph))
        }
        let streams = model.streams.map { stream -> Artifact in
            let datasets = EncodedDatasets()
            var object = PipelineDocument.fields(of: stream, datasets)
            object["datasets"] = datasets.document
            return artifact("streams/\(stream.id)", of: stream.id, .object(object))
        }
        let source = model.environment.name
        let alerts = model.alerts.isEmpty ? [] : [artifact("alerts", of: source, .object(AlertDocument.make(model)))]
        let costs = CostDocument.make(project).map { [artifact("costs", of: source, .object($0))] } ?? []
        return pipelines + streams + [artifact("environment", of: source, environment(model))] + alerts + costs
    }

    private func environment(_ model: ProjectModel) -> Document {
        var head: DocumentObject = ["project": .string(model.name)]
        for (key, value) in EnvironmentDocument.make(model.environment).entries { head[key] = value }
        return .object(head)
    }

    private func artifact(_ path: String, of source: String, _ document: Document) -> Artifact {
        guard case .object(let object) = document else { preconditionFailure("a model is an object") }
        var headed: DocumentObject = ["format": .int(PipelineDocument.format)]
        for (key, value) in object.entries { headed[key] = value }
        let bytes = Document.object(headed).jsonBytes(levels: 2)
        return Artifact("model/\(path).json", bytes: bytes, by: self, from: source)
    }
}
