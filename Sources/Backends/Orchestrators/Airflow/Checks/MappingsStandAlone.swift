import Compiler
import Diagnostics
import PipelineModel

/// Nothing within a mapped group is mapped itself: Airflow refuses such a task, and numbers the instances of an inner
/// group across those of the outer one.
///
/// Source: `MappedOperator.iter_mapped_dependencies` and `TaskGroup.expand` of Airflow 2.11 and 3.3.
enum MappingsStandAlone: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines { check(pipeline.model.root, within: nil, pipeline.sources, &report) }
    }

    private static func check(
        _ scope: ScopeModel, within outer: String?, _ sources: SourceMap, _ report: inout DiagnosticReport
    ) {
        for node in scope.nodes {
            switch node {
            case .task(let task):
                if task.mapping != nil, let outer { add("task", node, within: outer, sources, &report) }
            case .group(let group):
                if group.mapping != nil, let outer { add("group", node, within: outer, sources, &report) }
                check(group.scope, within: group.mapping == nil ? outer : group.path, sources, &report)
            }
        }
    }

    private static func add(
        _ what: String, _ node: NodeModel, within outer: String, _ sources: SourceMap, _ report: inout DiagnosticReport
    ) {
        report.add(
            .mappingInMappedGroup, "\(what) `\(node.path)` is mapped within `\(outer)`, which is mapped itself",
            at: sources.location(ofTask: node.path),
            fix: "map over the combinations: `.product` of known lists, or the result of a task that leaves them")
    }
}
