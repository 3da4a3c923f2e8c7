import Diagnostics
import PipelineModel

/// No edge leads into a mapped group or out of it past its border: there is no single task to lead to.
enum MappedGroupsAreClosed: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines { check(pipeline.model.root, pipeline.sources, &report) }
    }

    private static func check(_ scope: ScopeModel, _ sources: SourceMap, _ report: inout DiagnosticReport) {
        for case .group(let group) in scope.nodes {
            if group.mapping != nil {
                for edge in scope.edges {
                    guard let inside = [edge.from, edge.to].first(where: { $0.hasPrefix(group.path + ".") }) else {
                        continue
                    }
                    report.add(
                        .edgeIntoMappedGroup,
                        "`\(edge.from) >>> \(edge.to)` crosses the border of mapped group `\(group.path)`",
                        at: sources.edges[.init(from: edge.from, to: edge.to)] ?? sources.location(ofTask: inside),
                        fix: "let the edge lead to `\(group.id)` itself, or from it")
                }
            }
            check(group.scope, sources, &report)
        }
    }
}
