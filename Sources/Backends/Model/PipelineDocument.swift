package import CodeModels
package import Compiler
package import PipelineModel

/// One pipeline of the checked model, as `dagc model` writes it and as it lies beside the generated files.
package enum PipelineDocument {
    /// Raised when a key changes its meaning; keys that are added do not raise it.
    package static let format = 1

    /// The pipeline with its tree of scopes written as lists: groups, tasks and edges, each named by its full path.
    package static func make(_ pipeline: PipelineModel, _ graph: TaskGraph) -> Document {
        var flat = pipeline
        flat.root = ScopeModel()
        let datasets = EncodedDatasets()
        var object = fields(of: flat, datasets)
        object["groups"] = .array(groups(pipeline.root, datasets))
        object["tasks"] = .array(zip(graph.tasks, graph.rules()).map { task($0, $1, datasets) })
        object["edges"] = .array(edges(pipeline.root, datasets))
        object["datasets"] = datasets.document
        return .object(object)
    }

    /// A structure, as the object that it becomes.
    static func fields(of value: some Encodable, _ datasets: EncodedDatasets) -> DocumentObject {
        guard case .object(let object) = ModelEncoder.encode(value, datasets) else {
            preconditionFailure("a structure becomes an object")
        }
        return object
    }

    private static func task(_ task: TaskModel, _ rule: TriggerRule, _ datasets: EncodedDatasets) -> Document {
        var object = fields(of: task, datasets)
        object["path"] = nil
        object["id"] = .string(task.path)
        guard let settings = object["kind"]?[task.kind.name.rawValue] else {
            preconditionFailure("a kind is encoded by its name")
        }
        object["kind"] = .string(task.kind.name.rawValue)
        object["settings"] = settings
        object["rule"] = .string(rule.rawValue)
        return .object(object)
    }

    private static func groups(_ scope: ScopeModel, _ datasets: EncodedDatasets) -> [Document] {
        scope.nodes.flatMap { node -> [Document] in
            guard case .group(var group) = node else { return [] }
            let inner = groups(group.scope, datasets)
            (group.id, group.scope) = (group.path, ScopeModel())
            var object = fields(of: group, datasets)
            object["path"] = nil
            return [.object(object)] + inner
        }
    }

    private static func edges(_ scope: ScopeModel, _ datasets: EncodedDatasets) -> [Document] {
        var documents = scope.edges.map { ModelEncoder.encode($0, datasets) }
        for case .group(let group) in scope.nodes { documents += edges(group.scope, datasets) }
        return documents
    }
}
