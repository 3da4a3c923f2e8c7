import Diagnostics
import PipelineModel

/// The lists of a product or a zip are ones that can be put together.
enum ListsCombine: Check {
    static func run(_ project: CheckContext, _ report: inout DiagnosticReport) {
        for pipeline in project.pipelines {
            for task in pipeline.tasks {
                guard let problem = task.mapping?.items.problem else { continue }
                add("task `\(task.path)`", problem, at: task.location, &report)
            }
            check(pipeline.model.root, pipeline.sources, &report)
        }
    }

    private static func check(_ scope: ScopeModel, _ sources: SourceMap, _ report: inout DiagnosticReport) {
        for case .group(let group) in scope.nodes {
            if let problem = group.mapping?.items.problem {
                add("group `\(group.path)`", problem, at: sources.location(ofTask: group.path), &report)
            }
            check(group.scope, sources, &report)
        }
    }

    private static func add(
        _ subject: String, _ problem: (text: String, fix: String), at location: SourceLocation,
        _ report: inout DiagnosticReport
    ) {
        report.add(.uncombinedLists, "\(subject) is mapped over \(problem.text)", at: location, fix: problem.fix)
    }
}

extension MappedItems {
    fileprivate var problem: (text: String, fix: String)? {
        switch self {
        case .result: return nil
        case .list(let items):
            guard items.contains(where: \.holdsItem) else { return nil }
            return ("items that say `.item`, of which there is none yet", "say the values, or map over a task's result")
        case .product(let lists), .zip(let lists):
            if lists.isEmpty { return ("no list", "name the lists: `[\"region\": .list([…])]`") }
            let names = lists.map(\.name)
            if let twice = names.first(where: { name in names.count(where: { $0 == name }) > 1 }) {
                return ("two lists called `\(twice)`", "give each list a name of its own")
            }
            return lists.lazy.compactMap(\.items.problem).first
        }
    }
}
