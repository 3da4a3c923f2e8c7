import BackendInterface
import Compiler
import PipelineModel

/// Decisions within mapped groups that a version of Airflow takes for no instance, or wrongly.
enum MappedChoiceLimits {
    static func limits(of task: TaskModel, _ graph: TaskGraph, _ version: AirflowDialect.Version) -> [Limit] {
        guard let items = task.groupItems else { return [] }
        switch version {
        // Source: https://github.com/apache/airflow/issues/67265
        case .v3 where task.decides:
            return [
                Limit(
                    "decides within a mapped group, and Airflow 3 skips nothing there: what it refuses runs",
                    fix: "decide before the group, or within the command or the function that each instance runs")
            ]
        // Source: https://github.com/apache/airflow/issues/59289
        case .v2 where items.knownCount == nil && isJoin(task, in: graph):
            return [
                Limit(
                    "joins a branch within a group that is mapped over a result, and Airflow 2 skips it and all after it",
                    fix: "map over a list that is known now, or decide before the group")
            ]
        case .v2, .v3: return []
        }
    }

    private static func isJoin(_ task: TaskModel, in graph: TaskGraph) -> Bool {
        graph.index(of: task.path).map(graph.joinsOfBranches().contains) ?? false
    }
}

extension TaskModel {
    /// Whether it may skip what comes after it.
    fileprivate var decides: Bool {
        let facts = kind.facts
        return facts.choosesWay || facts.gate == .skipsAll || facts.gate == .skipsNext
            || kind.customOperator.map(Self.isDecision) ?? false
    }

    /// By the names of Airflow's own classes, which those that derive from them mostly end in.
    private static func isDecision(_ model: OperatorModel) -> Bool {
        let name = model.path.split(separator: ".").last ?? ""
        let isBranch = name.hasSuffix("Operator") && name.contains("Branch")
        return isBranch
            || ["ShortCircuitOperator", "LatestOnlyOperator", "ApprovalOperator"].contains { name.hasSuffix($0) }
    }
}
