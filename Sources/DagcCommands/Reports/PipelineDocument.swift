import CodeModels
import Compiler
import PipelineModel

/// One pipeline of `dagc model`.
enum PipelineDocument {
    static func make(_ pipeline: PipelineModel, _ graph: TaskGraph) -> Document {
        // The tree of scopes is written as lists; everything else keeps its shape.
        guard case .object(var object) = ValueDocument.make(pipeline) else {
            preconditionFailure("a structure becomes an object")
        }
        object["root"] = nil
        object["groups"] = .array(groups(pipeline.root))
        object["tasks"] = .array(zip(graph.tasks, graph.rules()).map(task))
        object["edges"] = .array(edges(pipeline.root))
        return .object(object)
    }

    private static func task(_ task: TaskModel, _ rule: TriggerRule) -> Document {
        guard case .object(var object) = ValueDocument.make(task) else {
            preconditionFailure("a structure becomes an object")
        }
        let (kind, settings) = ValueDocument.caseAndValue(task.kind)
        object["path"] = nil
        object["id"] = .string(task.path)
        object["kind"] = .string(kind)
        object["rule"] = .string(rule.rawValue)
        object["settings"] = settings
        return .object(object)
    }

    private static func groups(_ scope: ScopeModel) -> [Document] {
        scope.nodes.flatMap { node -> [Document] in
            guard case .group(let group) = node else { return [] }
            return [["id": .string(group.path), "tooltip": .string(group.tooltip)]] + groups(group.scope)
        }
    }

    private static func edges(_ scope: ScopeModel) -> [Document] {
        var documents = scope.edges.map { ValueDocument.make($0) }
        for case .group(let group) in scope.nodes { documents += edges(group.scope) }
        return documents
    }
}
