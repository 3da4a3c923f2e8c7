import Compiler
import Diagnostics
import PipelineModel

/// A group is repeated for one list: Airflow combines lists for a task alone.
enum MappedGroupsCount: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines { check(pipeline.model.root, pipeline.sources, &report) }
    }

    private static func check(_ scope: ScopeModel, _ sources: SourceMap, _ report: inout DiagnosticReport) {
        for case .group(let group) in scope.nodes {
            if case .product? = group.mapping?.items, group.mapping?.items.knownCount == nil {
                report.add(
                    .crossedGroup,
                    "group `\(group.path)` is repeated for a product of lists that are known at run time",
                    at: sources.location(ofTask: group.path),
                    fix: "let one task leave the combinations as its result, and repeat the group for that")
            }
            check(group.scope, sources, &report)
        }
    }
}
